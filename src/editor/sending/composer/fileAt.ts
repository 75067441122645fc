import { Uri, workspace } from 'vscode';
import { toChosen } from '../editorFiles';
import type { ChosenFile } from '../ports';

/** A file by an address that came from outside; `undefined` where VS Code has no file system for it. */
export function fileAt(address: string): ChosenFile | undefined {
  try {
    const uri = Uri.parse(address.trim(), true);
    const isKnown = uri.scheme === 'file' || workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
    return isKnown && uri.path !== '' ? toChosen(uri) : undefined;
  } catch {
    return undefined;
  }
}
