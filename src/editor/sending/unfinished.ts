import type { Draft } from '../../delivery/draft';
import type { DraftStore } from '../../delivery/drafts/store';
import { isDeliveryError } from '../../delivery/errors';
import type { Delivery, OpenIntent } from '../../delivery/ports';
import type { Accounts, Session } from '../account/api';
import { UserError } from '../platform/actions';
import type { Log } from '../platform/log';
import type { PickItem, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { DraftReview } from './draftReview';
import { readable, readably } from './failures';
import type { FromTemplate } from './fromTemplate/fromTemplate';
import type { Deliveries } from './ports';
import type { Sender } from './sender';
import { sessionOf } from './sessionOf';
import type { UnknownOutcomes } from './unknownOutcomes';
import { shown } from '../platform/foreignText';
import { peopleCount } from './words';

/** A send that did not come to its end: known from the journal, from a kept draft, or from both. */
interface Unfinished {
  readonly intentId: string;
  readonly accountId: string;
  readonly name: string;
  /** The creating call was made and nobody knows how it ended. */
  readonly undecided: boolean;
  /** Milliseconds since the epoch, where known. */
  readonly at?: number;
  readonly draft?: Draft;
}

export interface UnfinishedPorts {
  readonly accounts: Accounts;
  readonly deliveries: Deliveries;
  readonly drafts: Pick<DraftStore, 'list'>;
  readonly sender: Sender;
  readonly review: DraftReview;
  readonly fromTemplate: Pick<FromTemplate, 'send'>;
  readonly unknown: UnknownOutcomes;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly log: Log;
  readonly showStatus: (text: string) => void;
  /** Whether there is anything unfinished, for menus and views. */
  readonly setAny: (some: boolean) => void;
}

/** What was left open by a crash, an unknown outcome or a cancelled upload. Everything here begins without the network. */
export class UnfinishedSends {
  private readonly t: Translate;

  constructor(private readonly ports: UnfinishedPorts) {
    this.t = ports.translate;
  }

  /** Once after the start: says so if the outcome of a send is unknown. Never rejects. */
  async announce(): Promise<void> {
    const unknown = (await this.refresh()).filter(({ undecided }) => undecided).length;
    if (unknown === 0) return;
    const choice = await this.ports.prompts.notify({
      severity: 'warning',
      message:
        unknown === 1
          ? this.t({ text: '1 send has an unknown outcome.' })
          : this.t({ text: '{0} sends have an unknown outcome.', args: [unknown] }),
      buttons: [{ id: 'review', label: this.t({ text: 'Review' }) }],
    });
    if (choice === 'review') await this.show();
  }

  /** Reads what is unfinished and tells the menus. A journal that cannot be read is logged here and said when asked for. */
  async refresh(): Promise<readonly Unfinished[]> {
    try {
      const all = await this.read();
      this.ports.setAny(all.length > 0);
      return all;
    } catch (error) {
      this.ports.log.error('reading unfinished sends failed', error);
      return [];
    }
  }

  /** Lists them, and deals with the one that is chosen; then lists what is left. */
  async show(): Promise<void> {
    for (;;) {
      const all = await readably(this.t, () => this.read());
      this.ports.setAny(all.length > 0);
      if (all.length === 0) {
        this.ports.showStatus(this.t({ text: 'No unfinished sends' }));
        return;
      }
      const chosen = await this.ports.prompts.pick<Unfinished>({
        title: this.t({ text: 'Unfinished Sends' }),
        placeholder: this.t({ text: 'Choose one to see what can be done' }),
        items: await this.rows(all),
      });
      if (chosen.kind !== 'value') return;
      if ((await this.handle(chosen.value)) === 'leave') return;
    }
  }

  private async read(): Promise<readonly Unfinished[]> {
    const [intents, { drafts }] = await Promise.all([this.ports.deliveries.open(), this.ports.drafts.list()]);
    const byIntent = new Map(drafts.map((draft) => [draft.intentId, draft]));
    const open = intents.map((intent) => fromJournal(intent, byIntent.get(intent.intentId)));
    const listed = new Set(open.map(({ intentId }) => intentId));
    const kept = drafts
      .filter(({ intentId }) => !listed.has(intentId))
      .map((draft) => ({
        intentId: draft.intentId,
        accountId: draft.accountId,
        name: draft.name,
        undecided: false,
        draft,
      }));
    return [...open, ...kept].filter(({ intentId }) => !this.ports.sender.isSending(intentId));
  }

  private async rows(all: readonly Unfinished[]): Promise<PickItem<Unfinished>[]> {
    const accounts = new Map((await this.ports.accounts.all()).map((account) => [account.id, account]));
    const when = new Intl.DateTimeFormat(this.ports.locale, { dateStyle: 'medium', timeStyle: 'short' });
    return all.map((entry) => {
      const account = accounts.get(entry.accountId);
      const state = entry.undecided
        ? this.t({ text: 'outcome unknown' })
        : entry.at === undefined
          ? this.t({ text: 'not sent' })
          : this.t({ text: 'stopped before it was sent' });
      const where = account
        ? `${this.ports.accounts.environmentLabel(account)} · ${shown(account.email, 60)}`
        : this.t({ text: 'an account that is not signed in' });
      return {
        label: shown(entry.name),
        description: entry.at === undefined ? state : `${state} · ${when.format(entry.at)}`,
        detail: where,
        icon: entry.undecided ? 'question' : 'file',
        value: entry,
      };
    });
  }

  private async handle(entry: Unfinished): Promise<'list' | 'leave'> {
    const session = await this.sessionOf(entry.accountId);
    const delivery = this.ports.deliveries.for(session);
    return entry.undecided ? this.settle(entry, session, delivery) : this.resume(entry, session, delivery);
  }

  private async settle(entry: Unfinished, session: Session, delivery: Delivery): Promise<'list' | 'leave'> {
    const settled = await this.ports.unknown.settle(delivery, entry);
    if (settled.state === 'open') return 'leave';
    if (settled.state === 'sent') {
      const status = this.t({ text: 'Found it: "{0}" was sent', args: [shown(entry.name)] });
      await this.refreshAfter(() =>
        this.ports.sender.finish(entry.draft, entry.accountId, settled.envelopeId, status),
      );
      return 'leave';
    }
    // Known as not sent from here on; the draft may go out after all.
    return entry.draft ? this.resume({ ...entry, undecided: false }, session, delivery) : 'list';
  }

  /** Nothing of it was sent: send it, or let it go. */
  private async resume(entry: Unfinished, session: Session, delivery: Delivery): Promise<'list' | 'leave'> {
    const { draft } = entry;
    const chosen = await this.ports.prompts.pick<'send' | 'discard'>({
      title: this.t({ text: '"{0}" was not sent', args: [shown(entry.name)] }),
      placeholder: this.t({ text: 'What shall become of it?' }),
      canGoBack: true,
      items: [
        ...(draft
          ? [
              {
                label: this.t({ text: 'Review and Send…' }),
                description: this.t({ text: 'to {0}', args: [peopleCount(draft.signers.length, this.t)] }),
                icon: 'send',
                value: 'send' as const,
              },
            ]
          : []),
        {
          label: this.t({ text: 'Discard' }),
          description: draft?.template
            ? this.t({ text: 'the template stays as it is' })
            : this.t({ text: 'the file itself stays as it is' }),
          icon: 'trash',
          value: 'discard',
        },
      ],
    });
    if (chosen.kind === 'back') return 'list';
    if (chosen.kind === 'cancel') return 'leave';
    if (chosen.value === 'discard') {
      await this.discard(entry, delivery);
      return 'list';
    }
    if (!draft || !(await this.ports.review.ask(draft, session))) return 'list';
    const { fromTemplate, sender } = this.ports;
    const { template } = draft;
    if (template) {
      await this.refreshAfter(() => fromTemplate.send(session, { ...draft, template }));
      return 'leave';
    }
    const end = await this.refreshAfter(() => sender.send(session, { draft, prepared: new Map() }));
    // The questions that it came from are gone; what can be done with it the list says.
    return end === 'change' ? 'list' : 'leave';
  }

  private async discard(entry: Unfinished, delivery: Delivery): Promise<void> {
    try {
      await delivery.notSent(entry.intentId);
    } catch (error) {
      // Never begun, or known as sent: in both cases only the draft is left to put away.
      const harmless =
        isDeliveryError(error) && (error.kind === 'no-such-intent' || error.kind === 'settled');
      if (!harmless) throw readable(error, this.t);
    }
    if (entry.draft) await this.ports.sender.discard(entry.draft);
  }

  private async refreshAfter<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await this.refresh();
    }
  }

  private async sessionOf(accountId: string): Promise<Session> {
    const session = await sessionOf(this.ports.accounts, accountId);
    if (session) return session;
    throw new UserError(
      this.t({ text: 'The account that this belongs to is not signed in.' }),
      this.t({ text: 'Sign in to it, then open the unfinished sends again.' }),
    );
  }
}

function fromJournal(intent: OpenIntent, draft: Draft | undefined): Unfinished {
  const { intentId, accountId, name, state, at } = intent;
  const undecided = state === 'creating' || state === 'unknown';
  return { intentId, accountId, name, undecided, at, ...(draft ? { draft } : {}) };
}
