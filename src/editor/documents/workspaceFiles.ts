import { commands, env, FileSystemError, UIKind, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ComparePort, WorkspaceFile } from './compare';
import type { FilePort } from './destination';

/** More files than anybody looks through in a picker. */
const MOST_FILES = 2000;

/** Files through the editor's own file systems, so that virtual and remote folders work as well. */
export class WorkspaceFiles implements FilePort, ComparePort {
  async write(uri: string, bytes: Uint8Array): Promise<void> {
    await workspace.fs.writeFile(Uri.parse(uri, true), bytes);
  }

  async writeNew(uri: string, bytes: Uint8Array): Promise<boolean> {
    if (await this.exists(uri)) return false;
    await this.write(uri, bytes);
    return true;
  }

  async exists(uri: string): Promise<boolean> {
    try {
      await workspace.fs.stat(Uri.parse(uri, true));
      return true;
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
      throw error;
    }
  }

  async makeFolder(uri: string): Promise<void> {
    await workspace.fs.createDirectory(Uri.parse(uri, true));
  }

  async read(uri: string): Promise<Uint8Array> {
    return workspace.fs.readFile(Uri.parse(uri, true));
  }

  child(folderUri: string, name: string): string {
    return Uri.joinPath(Uri.parse(folderUri, true), name).toString();
  }

  nameOf(uri: string): string {
    return Uri.parse(uri, true).path.split('/').at(-1) ?? '';
  }

  displayPath(uri: string): string {
    return workspace.asRelativePath(Uri.parse(uri, true));
  }

  /** On a desktop the person's own PDF program; elsewhere whatever editor VS Code has for the file. */
  async open(uri: string): Promise<void> {
    const target = Uri.parse(uri, true);
    const local = env.uiKind === UIKind.Desktop && env.remoteName === undefined && target.scheme === 'file';
    if (!local || !(await env.openExternal(target))) await openInEditor(uri);
  }

  async find(extension: string | undefined): Promise<readonly WorkspaceFile[]> {
    // Patterns tell cases apart where the file system does.
    const pattern =
      extension === undefined ? '**/*' : `**/*.{${extension.toLowerCase()},${extension.toUpperCase()}}`;
    const found = await workspace.findFiles(pattern, '**/node_modules/**', MOST_FILES);
    return found.map((uri) => ({ uri: uri.toString(), path: workspace.asRelativePath(uri) }));
  }

  async pickFile(options: {
    readonly title: string;
    readonly openLabel: string;
  }): Promise<string | undefined> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const chosen = await window.showOpenDialog({ ...options, ...(folder ? { defaultUri: folder } : {}) });
    return chosen?.[0]?.toString();
  }

  async openBeside(left: string, right: string): Promise<void> {
    await commands.executeCommand('vscode.open', Uri.parse(left, true), ViewColumn.Active);
    const file = Uri.parse(right, true);
    // A PDF that lies in a folder opens in our viewer only where somebody says so.
    if (/\.pdf$/i.test(file.path))
      await commands.executeCommand('vscode.openWith', file, 'jsign.pdfFile', ViewColumn.Beside);
    else await commands.executeCommand('vscode.open', file, ViewColumn.Beside);
  }

  async diff(left: string, right: string, title: string): Promise<void> {
    await commands.executeCommand('vscode.diff', Uri.parse(left, true), Uri.parse(right, true), title);
  }
}

/** Opens an address in the editor that VS Code has for it. */
export async function openInEditor(uri: string): Promise<void> {
  await commands.executeCommand('vscode.open', Uri.parse(uri, true));
}
