import { FileSystemError, FileType, TabInputCustom, TabInputText, Uri, window, workspace } from 'vscode';
import { NodeFiles, FilesByScheme } from './nodeFiles';
import type { OpenFiles } from './fileChoice';
import type { ChosenFile, FileAccess, FileFacts, OpenEditors } from './ports';

/** Big enough for few steps, small enough for a smooth progress. */
const PIECE = 512 * 1024;

/** Files of virtual workspaces, through VS Code. There is no reading in pieces, so a file is read whole and then cut up. */
class WorkspaceFiles implements FileAccess {
  async stat(uri: string): Promise<FileFacts | undefined> {
    try {
      const { type, size } = await workspace.fs.stat(Uri.parse(uri, true));
      return { kind: (type & FileType.Directory) === 0 ? 'file' : 'folder', size };
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
      throw error;
    }
  }

  async read(uri: string): Promise<Uint8Array> {
    return workspace.fs.readFile(Uri.parse(uri, true));
  }

  async *stream(uri: string): AsyncIterable<Uint8Array> {
    const bytes = await this.read(uri);
    for (let start = 0; start < bytes.byteLength; start += PIECE) yield bytes.subarray(start, start + PIECE);
  }
}

/** Every file that VS Code can name: on disk streamed, elsewhere through the editor's file systems. */
export function editorFiles(): FileAccess {
  return new FilesByScheme(new NodeFiles(), new WorkspaceFiles());
}

export class VscodeEditors implements OpenEditors {
  isUnsaved(uri: string): boolean {
    if (workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri))
      return true;
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    return tabs.some((tab) => tab.isDirty && uriOfInput(tab.input)?.toString() === uri);
  }

  async save(uri: string): Promise<boolean> {
    return (await workspace.save(Uri.parse(uri, true))) !== undefined;
  }

  displayPath(uri: string): string {
    return workspace.asRelativePath(Uri.parse(uri, true));
  }
}

/** The file in the active tab, whichever editor shows it. */
export function activeFile(): Uri | undefined {
  return (
    uriOfInput(window.tabGroups.activeTabGroup.activeTab?.input) ?? window.activeTextEditor?.document.uri
  );
}

/** What menus pass: the file that was clicked, then all that are selected. An empty list when it is neither. */
export function filesFromMenu(clicked: unknown, selected: unknown): readonly Uri[] {
  const chosen = Array.isArray(selected) ? selected.filter((item): item is Uri => item instanceof Uri) : [];
  if (chosen.length > 0) return chosen;
  return clicked instanceof Uri ? [clicked] : [];
}

export function toChosen(uri: Uri): ChosenFile {
  return { uri: uri.toString(), path: uri.path };
}

function uriOfInput(input: unknown): Uri | undefined {
  if (input instanceof TabInputText || input instanceof TabInputCustom) return input.uri;
  // Editors of a kind that the API has no class for still name their file.
  if (typeof input === 'object' && input !== null && 'uri' in input && input.uri instanceof Uri)
    return input.uri;
  return undefined;
}

/** VS Code's own dialog to choose files. Starts in the folder given, else in the workspace. */
export const openFiles: OpenFiles = async ({ folder, openLabel, several, title, types }) => {
  const start = folder === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.parse(folder, true);
  const chosen = await window.showOpenDialog({
    title,
    openLabel,
    canSelectMany: several,
    filters: Object.fromEntries(types.map(({ label, extensions }) => [label, [...extensions]])),
    ...(start ? { defaultUri: start } : {}),
  });
  return chosen?.map(toChosen);
};
