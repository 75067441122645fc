import {
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  Uri,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from 'vscode';
import { Disposable } from '../platform/disposable';
import { SCHEME } from './api';
import type { FileProblem } from './fileProblem';
import type { JsignFiles } from './files';

/** Shows the files of jSign to VS Code; what is behind it is loaded when the first of them is looked at. */
export class JsignFileSystem extends Disposable implements FileSystemProvider {
  private readonly changed = this._register(new EventEmitter<FileChangeEvent[]>());
  readonly onDidChangeFile = this.changed.event;
  private listened: JsignFiles | undefined;

  constructor(private readonly load: () => Promise<JsignFiles>) {
    super();
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { kind, size, created, modified } = await this.ask((files) => files.stat(uri.path));
    return {
      type: typeOf(kind),
      size,
      ctime: created,
      mtime: modified,
      permissions: FilePermission.Readonly,
    };
  }

  readFile(uri: Uri): Promise<Uint8Array> {
    return this.ask((files) => files.read(uri.path));
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    const entries = await this.ask((files) => files.list(uri.path));
    return entries.map(({ name, kind }) => [name, typeOf(kind)]);
  }

  /** Changes are told for every file that was read; there is nothing to begin or to end. */
  watch(): Disposable {
    return new Nothing();
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  private async ask<T>(work: (files: JsignFiles) => Promise<T>): Promise<T> {
    const files = await this.load();
    this.listen(files);
    try {
      return await work(files);
    } catch (error) {
      throw isProblem(error) ? toEditor(error) : error;
    }
  }

  private listen(files: JsignFiles): void {
    if (this.listened === files) return;
    this.listened = files;
    this._register(
      files.onDidChange((paths) =>
        this.changed.fire(
          paths.map((path) => ({ type: FileChangeType.Changed, uri: Uri.from({ scheme: SCHEME, path }) })),
        ),
      ),
    );
  }
}

class Nothing extends Disposable {}

function typeOf(kind: 'file' | 'folder'): FileType {
  return kind === 'file' ? FileType.File : FileType.Directory;
}

/** The class comes from another bundle, so it is told by its shape. */
function isProblem(error: unknown): error is FileProblem {
  return error instanceof Error && 'problem' in error;
}

function toEditor({ problem, message }: FileProblem): FileSystemError {
  switch (problem) {
    case 'notFound':
      return FileSystemError.FileNotFound(message);
    case 'isFolder':
      return FileSystemError.FileIsADirectory(message);
    case 'isFile':
      return FileSystemError.FileNotADirectory(message);
    case 'refused':
      return FileSystemError.NoPermissions(message);
    case 'unavailable':
      return FileSystemError.Unavailable(message);
  }
}
