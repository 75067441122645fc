import { RelativePattern, Uri, workspace } from 'vscode';
import { toChosen } from '../editorFiles';
import type { ChosenFile } from '../ports';
import type { WatchFile } from './ports';

/** Watches a file of any file system of VS Code. */
export const watchFile: WatchFile = (address, changed) => {
  const file = Uri.parse(address, true);
  // The folder and not the name: names may hold what a pattern would take for its own.
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), '*'));
  const tell = (uri: Uri) => {
    if (uri.toString() === address) changed();
  };
  watcher.onDidChange(tell);
  watcher.onDidCreate(tell);
  watcher.onDidDelete(tell);
  return watcher;
};

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
