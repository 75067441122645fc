import { shown } from '../../platform/foreignText';
import { Disposable } from '../../platform/disposable';
import { Emitter } from '../../platform/event';
import type { Listen } from '../../platform/event';
import type { Translate } from '../../platform/translate';
import type { When } from '../../platform/when';
import type { StoreChange } from '../api';
import { signerName } from '../signers';
import { statusLook, statusWords } from '../status';
import { FindIndex, type Found, type Searched } from './findIndex';
import type { PageWalk, WalkState } from './pageWalk';

export interface FindRow {
  readonly envelopeId: string;
  readonly label: string;
  readonly description: string;
  /** Where the words stand, when not all of them are in the name. */
  readonly detail?: string;
  readonly icon: string;
}

/** What the picker shows. */
export interface FindView {
  readonly rows: readonly FindRow[];
  /** What is being done, or why it was not; empty when there is nothing to say. */
  readonly note: string;
  readonly busy: boolean;
}

export interface FindPorts {
  readonly store: Searched & { readonly onDidChange: Listen<StoreChange> };
  /** Kept by whoever keeps the store, so that the next search goes on where this one was left. */
  readonly walk: PageWalk;
  readonly translate: Translate;
  readonly when: When;
  /** One plain sentence of an error. */
  readonly describe: (error: unknown) => string;
}

/** A search as one types, over everything seen so far and then over the pages that nobody has looked at yet. */
export class FindModel extends Disposable {
  private readonly index: FindIndex;
  private readonly abort = new AbortController();
  private readonly changed = this._register(new Emitter<FindView>());
  readonly onDidChange = this.changed.event;
  private text = '';
  private walking = false;
  private progress: WalkState | undefined;
  private failure: string | undefined;

  constructor(private readonly ports: FindPorts) {
    super();
    const { store, translate } = ports;
    this.index = new FindIndex(store, (summary, details) =>
      statusWords(details?.status ?? summary.status, details, translate),
    );
    this._register({ dispose: () => this.abort.abort() });
    this._register(
      store.onDidChange(({ envelopeId }) => {
        if (envelopeId !== undefined) this.index.forget(envelopeId);
      }),
    );
  }

  get view(): FindView {
    const rows = this.index.search(this.text).map((found) => this.row(found));
    return {
      rows,
      note: this.note(rows.length),
      busy: this.walking,
    };
  }

  /** A key was pressed. Reading on begins with the first one, where nobody has read everything not long ago. */
  type(text: string): FindView {
    this.text = text;
    if (text.trim() !== '' && !this.walking && this.failure === undefined) void this.readOn();
    return this.view;
  }

  /** Reads the pages that are left, until all are read, one fails or the search is left. Never rejects. */
  async readOn(): Promise<void> {
    const { walk, describe } = this.ports;
    if (this.walking || walk.state.finished || this.isDisposed) return;
    this.walking = true;
    this.failure = undefined;
    this.progress = walk.state;
    this.changed.fire(this.view);
    try {
      await walk.run(this.abort.signal, (state) => {
        this.progress = state;
        this.changed.fire(this.view);
      });
    } catch (error) {
      if (!this.abort.signal.aborted) this.failure = describe(error);
    } finally {
      this.walking = false;
      this.changed.fire(this.view);
    }
  }

  private note(found: number): string {
    const { translate: t } = this.ports;
    if (this.failure !== undefined)
      return t({ text: 'Further pages could not be read. {0}', args: [this.failure] });
    if (!this.walking) return found === 0 && this.text.trim() !== '' ? t({ text: 'Nothing found' }) : '';
    const { page, pages } = this.progress ?? { page: 0, pages: 0 };
    return pages === 0
      ? t({ text: 'Searching further pages…' })
      : t({ text: 'Searching further pages… {0} of {1}', args: [page, pages] });
  }

  private row({ summary, besideName }: Found): FindRow {
    const { store, translate: t, when } = this.ports;
    const details = store.known(summary.id);
    const status = details?.status ?? summary.status;
    const day = summary.createdAt === undefined ? [] : [when.day(summary.createdAt)];
    const signers = (details?.signers ?? []).map(signerName);
    const facts = [summary.createdBy, ...summary.categories, ...signers].filter((fact) => fact !== '');
    return {
      envelopeId: summary.id,
      label: shown(summary.name),
      description: [shown(statusWords(status, details, t)), ...day].join(' · '),
      icon: statusLook(status).icon,
      ...(besideName && facts.length > 0 ? { detail: shown(facts.join(', '), 120) } : {}),
    };
  }
}
