import { workspace, type Uri } from 'vscode';
import { Disposable } from '../../platform/disposable';
import { Emitter, type Listen } from '../../platform/event';
import { watchFile } from '../../platform/watchFile';
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
    this._register(watchFile(this.uri, () => this.changed.fire()));
  }

  async size(): Promise<number> {
    return (await workspace.fs.stat(this.target)).size;
  }

  async read(): Promise<Uint8Array> {
    return workspace.fs.readFile(this.target);
  }
}
