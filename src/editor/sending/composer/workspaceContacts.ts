import { FileSystemError, RelativePattern, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { Disposable } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import type { Log } from '../../platform/log';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { Person } from '../ports';
import { CONTACTS_FILE, LARGEST_CONTACTS, readContacts } from './contactList';
import type { Contacts } from './ports';

/** The contacts that the opened folders name in `.jsign/contacts.json`. Read when asked for, and watched from then on. */
export class WorkspaceContacts extends Disposable implements Contacts {
  private readonly changed = this._register(new Emitter<void>());
  readonly onDidChange = this.changed.event;
  /** By the address of the file. */
  private readonly read = new Map<string, Promise<readonly Person[]>>();
  private readonly watched = new Set<string>();
  /** Files that were said to be bad, and are not said again until they are right. */
  private readonly said = new Set<string>();

  constructor(
    private readonly log: Log,
    private readonly prompts: Prompts,
    private readonly t: Translate,
  ) {
    super();
    this._register(workspace.onDidChangeWorkspaceFolders(() => this.changed.fire()));
  }

  async list(): Promise<readonly Person[]> {
    const folders = workspace.workspaceFolders ?? [];
    return (await Promise.all(folders.map((folder) => this.of(folder)))).flat();
  }

  private of(folder: WorkspaceFolder): Promise<readonly Person[]> {
    const file = Uri.joinPath(folder.uri, CONTACTS_FILE);
    const address = file.toString();
    this.watch(folder, address);
    let reading = this.read.get(address);
    if (!reading) {
      reading = this.load(file, folder.name);
      this.read.set(address, reading);
    }
    return reading;
  }

  private watch(folder: WorkspaceFolder, address: string): void {
    if (this.watched.has(address)) return;
    this.watched.add(address);
    const watcher = this._register(
      workspace.createFileSystemWatcher(new RelativePattern(folder, CONTACTS_FILE)),
    );
    const again = () => {
      this.read.delete(address);
      this.changed.fire();
    };
    this._register(watcher.onDidChange(again));
    this._register(watcher.onDidCreate(again));
    this._register(watcher.onDidDelete(again));
  }

  private async load(file: Uri, folder: string): Promise<readonly Person[]> {
    try {
      const { size } = await workspace.fs.stat(file);
      const bytes = size > LARGEST_CONTACTS ? undefined : await workspace.fs.readFile(file);
      const { isBad, people } = bytes
        ? readContacts(new TextDecoder().decode(bytes))
        : { isBad: true, people: [] };
      if (isBad) this.say(file, folder);
      else this.said.delete(file.toString());
      return people;
    } catch (error) {
      // Most folders have none.
      if (!(error instanceof FileSystemError && error.code === 'FileNotFound'))
        this.log.error('contacts not read', error);
      return [];
    }
  }

  private say(file: Uri, folder: string): void {
    this.log.warn('contacts not understood');
    if (this.said.has(file.toString())) return;
    this.said.add(file.toString());
    void this.prompts.notify({ severity: 'warning', message: this.t(badContacts(folder)) });
  }
}

function badContacts(folder: string) {
  return {
    text: '{0} in "{1}" could not be used, or not all of it. It should be a list of entries like {2}.',
    args: [CONTACTS_FILE, folder, '{"name": "Ada Example", "email": "ada@example.org"}'],
  };
}
