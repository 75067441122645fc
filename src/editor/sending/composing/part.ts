/**
 * What is loaded when drafts are listed for the first time. A bundle of its own and a small one: whoever looks at the list does not
 * pay for sending or composing.
 */
import { randomUUID } from 'node:crypto';
import { FileDraftStore } from '../../../delivery/drafts/store';
import { NodeKeyedFiles } from '../../../delivery/node/files';
import { systemClock } from '../../platform/clock';
import { Disposable } from '../../platform/disposable';
import { PreparedFolder } from '../preparedFiles';
import { DraftCommands } from './draftCommands';
import { ShelvedDrafts } from './draftList';
import type { DraftsDependencies } from './draftsFeature';
import { FolderWatch } from './folderWatch';
import { DraftShelf } from './shelf';

/** The drafts of this machine, what is shown of them, and what can be done to them. */
export class DraftsPart extends Disposable {
  readonly shelf: DraftShelf;
  readonly list: ShelvedDrafts;
  readonly commands: DraftCommands;

  constructor(deps: DraftsDependencies) {
    super();
    const { accounts, composer, files, folder, log, prompts, translate, when } = deps;
    const shelf = (this.shelf = this._register(
      new DraftShelf({
        files: new NodeKeyedFiles(folder('composing')),
        watch: (changed) => new FolderWatch(folder('composing'), changed, systemClock),
        prepared: new PreparedFolder(folder('prepared')),
        read: (address) => files.read(address),
        kept: new FileDraftStore(new NodeKeyedFiles(folder('drafts'))),
        translate,
        newId: randomUUID,
        now: Date.now,
      }),
    ));
    this.list = this._register(new ShelvedDrafts(shelf, systemClock, log));
    this.commands = new DraftCommands({
      shelf,
      accounts,
      prompts,
      translate,
      when,
      open: (id) => composer.open(id),
      saveAsTemplate: (id) => composer.saveAsTemplate(id),
    });
  }
}

export function createDrafts(deps: DraftsDependencies): DraftsPart {
  return new DraftsPart(deps);
}
