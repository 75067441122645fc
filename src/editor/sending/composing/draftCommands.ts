import type { Draft } from '../../../delivery/draft';
import { isDeliveryError } from '../../../delivery/errors';
import type { Accounts } from '../../account/api';
import { draftRef } from '../../envelopes/api';
import { Cancelled, UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { When } from '../../platform/when';
import { cleanName } from '../people';
import type { DraftShelf } from './shelf';
import { draftGone, draftly, draftName } from './words';

/** Names in a question. */
const MOST_NAMED = 10;

export interface DraftCommandPorts {
  readonly shelf: Pick<DraftShelf, 'list' | 'load' | 'rename' | 'duplicate' | 'discard'>;
  readonly accounts: Pick<Accounts, 'state'>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly when: When;
  /** Opens a draft of the shelf in the composer. */
  readonly open: (draftId: string) => Promise<void>;
  readonly saveAsTemplate: (draftId: string) => Promise<void>;
}

/**
 * What can be done to drafts. Each command gets what the menu passed: the row that was clicked and all that are selected, or nothing,
 * and then asks which draft. They reject with a UserError, or with Cancelled when the person leaves.
 */
export class DraftCommands {
  private readonly t: Translate;

  constructor(private readonly ports: DraftCommandPorts) {
    this.t = ports.translate;
  }

  async open(...given: readonly unknown[]): Promise<void> {
    for (const id of await this.targets(given, this.t({ text: 'Open Draft' }))) await this.ports.open(id);
  }

  async rename(...given: readonly unknown[]): Promise<void> {
    const title = this.t({ text: 'Rename Draft' });
    const id = await this.target(given, title);
    const draft = await draftly(this.t, () => this.ports.shelf.load(id));
    if (!draft) throw draftGone(this.t);
    const asked = await this.ports.prompts.input({
      title,
      prompt: this.t({ text: 'Name of the envelope. The people who sign see it.' }),
      value: draft.name,
      validate: (text) =>
        cleanName(text) === '' ? this.t({ text: 'The envelope needs a name.' }) : undefined,
    });
    if (asked.kind !== 'value') throw new Cancelled();
    if (cleanName(asked.value) === draft.name) return;
    await draftly(this.t, () => this.ports.shelf.rename(id, asked.value));
  }

  /** One copy opens, since it was made to be changed; several only stand in the list. */
  async duplicate(...given: readonly unknown[]): Promise<void> {
    const ids = await this.targets(given, this.t({ text: 'Duplicate Draft' }));
    let last: Draft | undefined;
    for (const id of ids) last = await draftly(this.t, () => this.ports.shelf.duplicate(id));
    if (last && ids.length === 1) await this.ports.open(last.id);
  }

  /**
   * Asks, naming what will be gone. A way back afterwards would have to be a notification about something that the person has just
   * done and sees, and would end with the window; what is asked before is never too late.
   */
  async delete(...given: readonly unknown[]): Promise<void> {
    const names = new Map<string, string>();
    for (const id of await this.targets(given, this.t({ text: 'Delete Draft' }))) {
      const name = await this.nameOf(id);
      if (name !== undefined) names.set(id, name);
    }
    const [only, ...more] = names.values();
    if (only === undefined) throw draftGone(this.t);
    const gone = this.t({
      text: 'It was not sent, and cannot be brought back. Your files stay as they are.',
    });
    const allGone = this.t({
      text: 'They were not sent, and cannot be brought back. Your files stay as they are.',
    });
    const choice = await this.ports.prompts.confirm({
      message:
        more.length === 0
          ? this.t({ text: 'Delete the draft "{0}"?', args: [only] })
          : this.t({ text: 'Delete {0} drafts?', args: [names.size] }),
      detail: more.length === 0 ? gone : [...this.listed([only, ...more]), allGone].join('\n'),
      buttons: [{ id: 'delete', label: this.t({ text: 'Delete' }) }],
    });
    if (choice !== 'delete') throw new Cancelled();
    for (const id of names.keys()) await draftly(this.t, () => this.ports.shelf.discard(id));
  }

  async saveAsTemplate(...given: readonly unknown[]): Promise<void> {
    await this.ports.saveAsTemplate(await this.target(given, this.t({ text: 'Save Draft as Template' })));
  }

  /** The one that was clicked, however many are selected. */
  private async target([clicked]: readonly unknown[], title: string): Promise<string> {
    return draftRef(clicked)?.draftId ?? (await this.ask(title));
  }

  /** All that are selected where the clicked one is among them, else that one. */
  private async targets([clicked, selected]: readonly unknown[], title: string): Promise<readonly string[]> {
    const one = draftRef(clicked)?.draftId;
    if (one === undefined) return [await this.ask(title)];
    const all = Array.isArray(selected) ? selected.flatMap((row) => draftRef(row)?.draftId ?? []) : [];
    return all.includes(one) ? [...new Set(all)] : [one];
  }

  private async ask(title: string): Promise<string> {
    const { accounts, prompts, shelf, when } = this.ports;
    const { state } = accounts;
    const accountId = state.kind === 'signedIn' ? state.session.account.id : undefined;
    const { drafts } = await draftly(this.t, () => shelf.list());
    const own = drafts.filter((draft) => draft.accountId === accountId);
    if (own.length === 0) {
      throw new UserError(
        this.t({ text: 'This account has no drafts.' }),
        this.t({ text: 'Create Envelope… begins one.' }),
      );
    }
    const chosen = await prompts.pick<string>({
      title,
      placeholder: this.t({ text: 'Choose a draft' }),
      items: own.map((draft) => ({
        label: draftName(draft.name, this.t),
        ...(draft.editedAt === undefined
          ? {}
          : { description: this.t({ text: 'edited {0}', args: [when.ago(draft.editedAt)] }) }),
        detail: draft.documents.map(({ name }) => shown(name, 40)).join(', '),
        icon: 'file',
        value: draft.id,
      })),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    return chosen.value;
  }

  /** What it is called; `undefined` where it is no longer there. */
  private async nameOf(id: string): Promise<string | undefined> {
    const found = await draftly(this.t, () => this.ports.shelf.load(id).catch(onlyBroken));
    if (found === 'broken') return this.t({ text: 'Draft that cannot be read' });
    return found && draftName(found.name, this.t);
  }

  private listed(names: readonly string[]): readonly string[] {
    const left = names.length - MOST_NAMED;
    const lines = names.slice(0, MOST_NAMED).map((name) => `• ${name}`);
    return left > 0 ? [...lines, this.t({ text: 'and {0} more', args: [left] })] : lines;
  }
}

/** One that makes no sense can still be deleted. */
function onlyBroken(error: unknown): 'broken' {
  if (isDeliveryError(error) && error.kind === 'draft-broken') return 'broken';
  throw error;
}
