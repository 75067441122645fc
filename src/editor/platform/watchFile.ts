import { RelativePattern, Uri, workspace } from 'vscode';
import type { DisposableLike } from './disposable';

/** Hears when a file of any file system of VS Code is, or may be, another; also when it went away. `address` in text form. */
export function watchFile(address: string, changed: () => void): DisposableLike {
  const file = Uri.parse(address, true);
  const own = file.toString();
  // The folder and not the name: names may hold what a pattern would take for its own.
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), '*'));
  const tell = (uri: Uri) => {
    if (uri.toString() === own) changed();
  };
  watcher.onDidChange(tell);
  watcher.onDidCreate(tell);
  watcher.onDidDelete(tell);
  return watcher;
}
