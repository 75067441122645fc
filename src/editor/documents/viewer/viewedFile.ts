import { RelativePattern, Uri, workspace } from 'vscode';
import { Disposable } from '../../platform/disposable';
import { Emitter, type Listen } from '../../platform/event';
import { SCHEME } from '../api';
import type { ViewedFile } from './viewerController';

/** A file of any file system of VS Code, watched while it is shown. */
export class WatchedFile extends Disposable implements ViewedFile {
  private readonly changed = this._register(new Emitter<void>());
  readonly onDidChange: Listen<void> = this.changed.event;
  readonly uri: string;
  readonly fromJsign: boolean;

  constructor(private readonly target: Uri) {
    super();
    this.uri = target.toString();
    this.fromJsign = target.scheme === SCHEME;
    // The folder and not the name: names may hold what a pattern would take for its own.
    const watcher = this._register(
      workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(target, '..'), '*')),
    );
    const tell = (uri: Uri) => {
      if (uri.toString() === this.uri) this.changed.fire();
    };
    this._register(watcher.onDidChange(tell));
    this._register(watcher.onDidCreate(tell));
    this._register(watcher.onDidDelete(tell));
  }

  async size(): Promise<number> {
    return (await workspace.fs.stat(this.target)).size;
  }

  async read(): Promise<Uint8Array> {
    return workspace.fs.readFile(this.target);
  }
}
