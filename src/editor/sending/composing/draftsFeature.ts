import type { Accounts } from '../../account/api';
import { envelopeRef, type DraftList, type EnvelopeRef } from '../../envelopes/api';
import type { CommandRegistry } from '../../platform/commands';
import { Disposable } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import { lazy } from '../../platform/lazy';
import type { Log } from '../../platform/log';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { When } from '../../platform/when';
import type { Shelf } from '../composer/ports';
import type { FileAccess } from '../ports';
import type { DraftCommands } from './draftCommands';

export interface DraftsDependencies {
  readonly accounts: Pick<Accounts, 'state'>;
  readonly commands: Pick<CommandRegistry, 'register'>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: When;
  readonly log: Log;
  /** Reads copies that were prepared. */
  readonly files: Pick<FileAccess, 'read'>;
  /** The path of a folder of the extension, by its name. */
  readonly folder: (name: string) => string;
  /** Loaded when first used. */
  readonly composer: {
    open(draftId: string): Promise<void>;
    saveAsTemplate(draftId: string): Promise<void>;
  };
  /** Makes a draft of an envelope and opens it. */
  readonly useAgain: (ref: EnvelopeRef) => Promise<void>;
  /** Asks which envelope, where a command was given none; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
}

/** Drafts that are being prepared: their list, their commands and the shelf they lie on. All of it is loaded when first needed. */
export class DraftsFeature extends Disposable {
  private readonly part = lazy(async () => {
    const part = this._register((await import('./part')).createDrafts(this.deps));
    part.shelf.onDidChange(() => this.shelfChanged.fire());
    part.list.onDidChange(() => this.listChanged.fire());
    return part;
  });
  private readonly shelfChanged = this._register(new Emitter<void>());
  private readonly listChanged = this._register(new Emitter<void>());
  private known: DraftList | undefined;
  private isLoading = false;

  /** For the Envelopes view. */
  readonly list: DraftList = {
    onDidChange: this.listChanged.event,
    rows: (accountId) => {
      if (!this.known && !this.isLoading) void this.loadList();
      return this.known?.rows(accountId) ?? [];
    },
  };
  /** For whatever composes and sends drafts. */
  readonly shelf: Shelf = {
    onDidChange: this.shelfChanged.event,
    load: async (id) => (await this.part()).shelf.load(id),
    save: async (draft) => (await this.part()).shelf.save(draft),
    remove: async (id) => (await this.part()).shelf.remove(id),
    duplicate: async (id) => (await this.part()).shelf.duplicate(id),
  };

  constructor(private readonly deps: DraftsDependencies) {
    super();
    const { commands, pickEnvelope, useAgain } = deps;
    const run =
      (act: (drafts: DraftCommands, given: readonly unknown[]) => Promise<void>) =>
      async (...given: readonly unknown[]) =>
        act((await this.part()).commands, given);
    commands.register(
      'jsign.openDraft',
      run((drafts, given) => drafts.open(...given)),
    );
    commands.register(
      'jsign.renameDraft',
      run((drafts, given) => drafts.rename(...given)),
    );
    commands.register(
      'jsign.duplicateDraft',
      run((drafts, given) => drafts.duplicate(...given)),
    );
    commands.register(
      'jsign.deleteDraft',
      run((drafts, given) => drafts.delete(...given)),
    );
    commands.register(
      'jsign.saveDraftAsTemplate',
      run((drafts, given) => drafts.saveAsTemplate(...given)),
    );
    commands.register('jsign.useAgain', async (row) => {
      const ref = envelopeRef(row) ?? (await pickEnvelope());
      if (ref) await useAgain(ref);
    });
  }

  /** Rows are asked for with each redraw, and more than once. */
  private async loadList(): Promise<void> {
    this.isLoading = true;
    try {
      this.known = (await this.part()).list;
      this.listChanged.fire();
    } catch (error) {
      this.deps.log.error('loading the list of drafts failed', error);
    } finally {
      this.isLoading = false;
    }
  }
}
