import { commands, Uri, ViewColumn, window, workspace } from 'vscode';
import { WorkspaceFiles } from '../platform/workspaceFiles';
import type { ComparePort, WorkspaceFile } from './compare';

/** More files than anybody looks through in a picker. */
const MOST_FILES = 2000;

/** Beside writing: the files that documents are compared with, and the editors that show both. */
export class CompareFiles extends WorkspaceFiles implements ComparePort {
  async read(uri: string): Promise<Uint8Array> {
    return workspace.fs.readFile(Uri.parse(uri, true));
  }

  displayPath(uri: string): string {
    return workspace.asRelativePath(Uri.parse(uri, true));
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
