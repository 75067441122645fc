import type { Draft } from '../../../delivery/draft';
import type { AccountDetails } from '../../../jsign/types';
import type { Session } from '../../account/api';
import { UserError } from '../../platform/actions';
import { Disposable } from '../../platform/disposable';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { draftGone } from '../composing/words';
import type { LoadedDocument } from '../documentReader';
import { readably } from '../failures';
import { newDraft } from '../newDraft';
import type { ChosenFile } from '../ports';
import { writePrepared } from '../preparedBytes';
import { suggestedName } from '../quickSend';
import { withDocuments } from './anchoring';
import { ComposerController } from './composerController';
import { Custody, type Standing } from './custody';
import { saveDraftAsTemplate } from './draftTemplate';
import { OpenDocuments } from './openDocuments';
import type { ComposerDesk, ComposerPanel, ComposerPorts } from './ports';

/** A window that was just reloaded may take so long to let go of its drafts: tries, and milliseconds between them. */
const LETTING_GO = { tries: 10, pause: 500 };

interface Open {
  readonly panel: ComposerPanel;
  readonly controller: ComposerController;
  readonly lock: Lock;
  /** Set while it is being closed. */
  ending?: Promise<void>;
}
interface Lock {
  release(): Promise<void>;
}
/** What was read a moment ago, and need not be read again. */
interface Fresh {
  readonly loaded?: readonly LoadedDocument[];
  readonly limits?: AccountDetails | undefined;
}
interface Opening extends Fresh {
  readonly panel?: ComposerPanel;
  /** How often another window is asked again whether it still has it. */
  readonly tries?: number;
}

/** The composers of this window: one for each draft, over all windows. */
export class Composers extends Disposable implements ComposerDesk {
  private readonly composers = new Map<string, Open>();
  private readonly opening = new Map<string, Promise<void>>();
  private readonly custody: Custody;
  private readonly t: Translate;

  constructor(private readonly ports: ComposerPorts) {
    super();
    this.t = ports.translate;
    this.custody = new Custody(ports);
    this._register(
      ports.shelf.onDidChange(() => {
        for (const { controller } of this.composers.values()) void controller.shelfChanged();
      }),
    );
  }

  open(draftId: string): Promise<void> {
    return this.openWith(draftId, {});
  }

  async compose(session: Session, files: readonly ChosenFile[]): Promise<void> {
    const { defaultDays, newId, reader } = this.ports;
    const limits = this.ports.limits(session);
    const loaded = files.length === 0 ? [] : await reader.read(files, limits);
    const documents = new OpenDocuments(this.ports);
    const inspected = loaded.map((one) => ({ document: documents.take(one), inspection: one.inspection }));
    const name = loaded.length === 0 ? '' : suggestedName(loaded, this.t);
    const empty = newDraft(session.account.id, name, defaultDays(), newId);
    await this.begin(withDocuments(empty, inspected, newId).draft, { loaded, limits: await limits });
  }

  async composeFrom(draft: Draft, prepared: ReadonlyMap<string, Uint8Array> = new Map()): Promise<void> {
    this.refuseTemplate(draft);
    await readably(this.t, () => writePrepared(draft.documents, prepared, this.ports.prepared));
    await this.begin(draft, {});
  }

  async saveAsTemplate(draftId: string): Promise<void> {
    await this.composers.get(draftId)?.controller.flush();
    await saveDraftAsTemplate(draftId, this.ports);
  }

  async restore(panel: ComposerPanel, state: unknown): Promise<void> {
    const draftId = draftIdOf(state);
    // Without an id there is nothing to show, and a second tab of one draft would only confuse.
    if (draftId === undefined || this.composers.has(draftId) || this.opening.has(draftId)) panel.close();
    else await this.openWith(draftId, { panel, tries: LETTING_GO.tries });
  }

  async flush(): Promise<void> {
    await Promise.all([...this.composers.values()].map(({ controller }) => controller.flush()));
  }

  override dispose(): void {
    super.dispose();
    // The tabs stay, so that a reload of the window finds them again; only what is behind them ends.
    for (const entry of this.composers.values()) {
      void this.end(entry);
      entry.panel.dispose();
    }
    this.composers.clear();
  }

  /** Another window may have the draft once all is saved and nothing of it is being sent. */
  private async end({ controller, lock }: Open): Promise<void> {
    await controller.end();
    await lock.release();
  }

  /** The draft is on the shelf before its tab opens; where there is no room for it, the tab says so and goes on trying. */
  private async begin(draft: Draft, fresh: Fresh): Promise<void> {
    try {
      await this.ports.shelf.save(draft);
    } catch (error) {
      this.ports.log.error('saving a new draft failed', error);
      const lock = (await this.lock(draft.id, 1)) ?? NO_LOCK;
      await this.show(draft, { ...fresh, lock, isUnsaved: true });
      return;
    }
    await this.openWith(draft.id, fresh);
  }

  /** Whoever asks for the same draft at the same time gets the same tab. */
  private async openWith(draftId: string, how: Opening): Promise<void> {
    const here = this.composers.get(draftId);
    if (here && !here.ending) {
      here.panel.reveal();
      return;
    }
    const underWay = this.opening.get(draftId);
    if (underWay) return underWay;
    const work = (async () => {
      await here?.ending;
      await this.openOnce(draftId, how);
    })().finally(() => this.opening.delete(draftId));
    this.opening.set(draftId, work);
    await work;
  }

  private async openOnce(draftId: string, { panel, tries = 1, ...fresh }: Opening): Promise<void> {
    const lock = await this.lock(draftId, tries);
    if (!lock) {
      panel?.close();
      // What the person is asked must not keep anybody from opening it meanwhile.
      void this.ports.run(() => this.elsewhere(draftId));
      return;
    }
    let standing: Standing;
    try {
      standing = await readably(this.t, () => this.custody.standing(draftId));
      if (standing.state === 'ours') {
        const { draft } = standing;
        this.refuseTemplate(draft);
        await this.show(draft, { ...fresh, panel, lock });
        return;
      }
    } catch (error) {
      panel?.close();
      await lock.release();
      throw error;
    }
    panel?.close();
    await lock.release();
    const found = standing;
    // A tab that came back for something that is gone just goes; what is unfinished is said after the start anyway.
    const isExpected = found.state === 'missing' || found.state === 'unknown';
    if (panel && isExpected) this.ports.log.info('composer not restored', { state: found.state });
    else void this.ports.run(() => this.explain(found));
  }

  private async show(
    draft: Draft,
    how: Fresh & {
      readonly panel?: ComposerPanel | undefined;
      readonly lock: Lock;
      readonly isUnsaved?: boolean;
    },
  ): Promise<void> {
    const { limits, loaded = [], lock } = how;
    const accounts = await this.ports.accounts.all().catch(() => []);
    // Whoever closed the tab, or the window, while it was being filled must not leave the draft locked.
    if (this.isDisposed || how.panel?.isClosed === true) {
      await lock.release();
      return;
    }
    const panel = how.panel ?? this.ports.openPanel();
    const account = accounts.find(({ id }) => id === draft.accountId);
    const controller = new ComposerController({ draft, account, loaded, limits }, panel, this.ports);
    const entry: Open = { panel, controller, lock };
    this.composers.set(draft.id, entry);
    panel.onDidEnd(() => {
      entry.ending = this.end(entry).then(() => {
        if (this.composers.get(draft.id) === entry) this.composers.delete(draft.id);
      });
    });
    if (how.isUnsaved === true) controller.saveNow();
    void controller.start();
  }

  /** `undefined` while another window has it. Where locks cannot be made at all, the person goes on without. */
  private async lock(draftId: string, tries: number): Promise<Lock | undefined> {
    const { clock, locks, log } = this.ports;
    for (let left = tries; left > 0; left -= 1) {
      try {
        const lock = await locks.acquire(`compose-${draftId}`);
        if (lock) return lock;
      } catch (error) {
        log.error('locking a draft failed', error);
        return NO_LOCK;
      }
      if (left > 1) await new Promise<void>((resolve) => clock.after(LETTING_GO.pause, resolve));
    }
    return undefined;
  }

  private async elsewhere(draftId: string): Promise<void> {
    const { prompts, shelf } = this.ports;
    const draft = await shelf.load(draftId).catch(() => undefined);
    const choice = await prompts.notify({
      severity: 'warning',
      message: this.t({ text: '"{0}" is open in another window.', args: [this.nameOf(draft?.name ?? '')] }),
      buttons: draft ? [{ id: 'copy', label: this.t({ text: 'Open a Copy' }) }] : [],
    });
    if (choice !== 'copy') return;
    const copy = await readably(this.t, () => shelf.duplicate(draftId));
    await this.open(copy.id);
  }

  /** Why a draft is not opened. */
  private async explain(standing: Exclude<Standing, { state: 'ours' }>): Promise<void> {
    const { prompts, unfinished } = this.ports;
    switch (standing.state) {
      case 'sent':
        // It was said and shown where it was found out.
        return;
      case 'missing':
        throw draftGone(this.t);
      case 'signed-out':
        throw new UserError(
          this.t({
            text: 'It is not known whether "{0}" was sent: its account is not signed in.',
            args: [this.nameOf(standing.name)],
          }),
          this.t({ text: 'Sign in to it, then open the draft again.' }),
        );
      case 'busy':
        await prompts.notify({
          severity: 'warning',
          message: this.t({
            text: 'Another window is sending "{0}" right now.',
            args: [this.nameOf(standing.name)],
          }),
        });
        return;
      case 'unknown': {
        const choice = await prompts.notify({
          severity: 'warning',
          message: this.t({
            text: 'We do not know whether "{0}" was sent. It stands among the unfinished sends until that is settled.',
            args: [this.nameOf(standing.name)],
          }),
          buttons: [{ id: 'review', label: this.t({ text: 'Review' }) }],
        });
        if (choice === 'review') await unfinished.show();
      }
    }
  }

  private refuseTemplate({ name, template }: Draft): void {
    if (!template) return;
    throw new UserError(
      this.t({
        text: '"{0}" is made from a template, whose pages only jSign has.',
        args: [this.nameOf(name)],
      }),
      this.t({ text: 'Create it from the template anew to change it.' }),
    );
  }

  private nameOf(name: string): string {
    return shown(name) || this.t({ text: 'New Envelope' });
  }
}

const NO_LOCK: Lock = { release: () => Promise.resolve() };

function draftIdOf(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('draftId' in state)) return undefined;
  return typeof state.draftId === 'string' ? state.draftId : undefined;
}
