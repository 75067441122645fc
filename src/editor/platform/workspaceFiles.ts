import { commands, env, FileSystemError, UIKind, Uri, workspace } from 'vscode';
import type { FilePort } from './destination';

/** Files through the editor's own file systems, so that virtual and remote folders work as well. */
export class WorkspaceFiles implements FilePort {
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

  child(folderUri: string, name: string): string {
    return Uri.joinPath(Uri.parse(folderUri, true), name).toString();
  }

  nameOf(uri: string): string {
    return Uri.parse(uri, true).path.split('/').at(-1) ?? '';
  }

  /** On a desktop the person's own PDF program; elsewhere whatever editor VS Code has for the file. */
  async open(uri: string): Promise<void> {
    const target = Uri.parse(uri, true);
    const local = env.uiKind === UIKind.Desktop && env.remoteName === undefined && target.scheme === 'file';
    if (!local || !(await env.openExternal(target))) await openInEditor(uri);
  }
}

/** Opens an address in the editor that VS Code has for it. */
export async function openInEditor(uri: string): Promise<void> {
  await commands.executeCommand('vscode.open', Uri.parse(uri, true));
}
