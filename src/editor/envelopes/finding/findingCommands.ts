import { Cancelled, UserError } from '../../platform/actions';
import type { CommandRegistry } from '../../platform/commands';
import { shown } from '../../platform/foreignText';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeRef, FilterKey } from '../api';
import { chosenNodes, isNode } from '../nodes';
import { statusLook, statusWords } from '../status';
import type { ServiceEnvelopeStore } from '../store';
import type { AccountEnvelopeStores } from '../stores';
import { filterWords } from './filterWords';
import type { FilterQuestions } from './filterQuestions';
import type { FilterShelf } from './savedFilters';

/** Up to so many are chosen from a plain list; more are searched. */
const FEW = 20;
const MOST_CATEGORIES = 200;

export interface FindingCommandPorts {
  readonly stores: Pick<AccountEnvelopeStores, 'current'>;
  readonly commands: Pick<CommandRegistry, 'execute'>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly shelf: FilterShelf;
  readonly filters: Pick<FilterQuestions, 'ask'>;
  /** Searches as one types; gives the id of what was chosen, `undefined` when the person leaves. */
  readonly search: (store: ServiceEnvelopeStore, title: string) => Promise<string | undefined>;
  /** Brings the group of a filter into view. Never rejects. */
  readonly reveal: (key: FilterKey) => void;
}

/** Finding, filtering, and asking which envelope a command is about. */
export class FindingCommands {
  private readonly t: Translate;

  constructor(private readonly ports: FindingCommandPorts) {
    this.t = ports.translate;
  }

  /** Lets the person choose one of the envelopes of the account in use; `undefined` when they leave. */
  async pickEnvelope(): Promise<EnvelopeRef | undefined> {
    const store = this.ports.stores.current;
    if (!store) return undefined;
    if (store.seen().length === 0) await readSome(store);
    const title = this.t({ text: 'Choose an envelope' });
    const id =
      store.seen().length > FEW ? await this.ports.search(store, title) : await this.pickOfFew(store, title);
    return id === undefined ? undefined : { accountId: store.account.id, envelopeId: id };
  }

  /** *Find Envelope…* */
  async find(): Promise<void> {
    const store = this.signedIn();
    const id = await this.ports.search(store, this.t({ text: 'Find Envelope' }));
    if (id === undefined) throw new Cancelled();
    await this.ports.commands.execute('jsign.openEnvelope', { accountId: store.account.id, envelopeId: id });
  }

  private async pickOfFew(store: ServiceEnvelopeStore, title: string): Promise<string | undefined> {
    const items = store.seen().map((summary) => ({
      label: shown(summary.name),
      description: shown(statusWords(summary.status, store.known(summary.id), this.t)),
      icon: statusLook(summary.status).icon,
      value: summary.id,
    }));
    const chosen = await this.ports.prompts.pick({
      title,
      placeholder:
        items.length === 0
          ? this.t({ text: 'No envelope is listed yet' })
          : this.t({ text: 'Name of the envelope' }),
      items,
    });
    return chosen.kind === 'value' ? chosen.value : undefined;
  }

  /** *Filter Envelopes…*: without a row a new filter, with one the filter of that row is changed. */
  async filter(clicked: unknown): Promise<void> {
    const store = this.signedIn();
    const { shelf } = this.ports;
    const accountId = store.account.id;
    const before = isNode(clicked, 'filter') ? clicked.filter : undefined;
    const names = shelf.of(accountId).flatMap(({ name }) => (name === '' ? [] : [name]));
    const said = await this.ports.filters.ask(categoriesOf(store), names, before);
    if (!said) throw new Cancelled();
    const made = await this.change(store, () => shelf.put(accountId, said.name, said, before));
    this.ports.reveal(made.key);
  }

  /** Removes the filters of rows, or the one that the person chooses. */
  async remove(clicked: unknown, selected: unknown): Promise<void> {
    const store = this.signedIn();
    const keys = chosenNodes(clicked, selected, 'filter').map(({ group }) => group);
    if (keys.length === 0) keys.push(await this.askWhich(store));
    await this.change(store, () => this.ports.shelf.remove(store.account.id, keys));
  }

  private async askWhich(store: ServiceEnvelopeStore): Promise<FilterKey> {
    const filters = this.ports.shelf.of(store.account.id);
    if (filters.length === 0) throw new UserError(this.t({ text: 'There is no filter.' }));
    const chosen = await this.ports.prompts.pick({
      title: this.t({ text: 'Remove Filter' }),
      placeholder: this.t({ text: 'Which filter?' }),
      items: filters.map((filter) => {
        const words = shown(filterWords(filter, this.t));
        return filter.name === ''
          ? { label: words, icon: 'filter', value: filter.key }
          : { label: shown(filter.name), description: words, icon: 'filter', value: filter.key };
      }),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    return chosen.value;
  }

  /** Changes the filters, and lets go of the lists of those that are not there any more. */
  private async change<T>(store: ServiceEnvelopeStore, run: () => Promise<T>): Promise<T> {
    const { shelf } = this.ports;
    const before = shelf.of(store.account.id);
    try {
      return await run();
    } catch (cause) {
      throw new UserError(
        this.t({ text: 'The filters could not be saved.' }),
        this.t({ text: 'Check that there is room on the disk, then try again.' }),
        { cause },
      );
    } finally {
      const keys = new Set(shelf.of(store.account.id).map(({ key }) => key));
      for (const { key } of before) if (!keys.has(key)) store.removeGroup(key);
    }
  }

  private signedIn(): ServiceEnvelopeStore {
    const store = this.ports.stores.current;
    if (!store)
      throw new UserError(this.t({ text: 'You are not signed in.' }), this.t({ text: 'Sign in first.' }));
    return store;
  }
}

/** The groups that need attention, for whoever asks before the tree was opened. */
async function readSome(store: ServiceEnvelopeStore): Promise<void> {
  const groups = [store.group('AwaitingMySignature'), store.group('AwaitingOthers')];
  await Promise.all(groups.map((list) => (list.state === 'failed' ? list.retry() : list.open())));
  // An empty picker says that there is nothing. Where that is not known, this says why.
  if (groups.some((list) => list.state === 'failed')) await store.probe();
}

/** Of all envelopes seen so far, in the order of the alphabet. */
function categoriesOf(store: ServiceEnvelopeStore): readonly string[] {
  const all = new Set(store.seen().flatMap(({ categories }) => categories));
  return [...all].sort((one, other) => one.localeCompare(other)).slice(0, MOST_CATEGORIES);
}
