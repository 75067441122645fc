import type { Draft } from '../../../delivery/draft';
import type { AccountDetails } from '../../../jsign/types';
import type { PageMessage } from '../../../pages/composer/protocol';
import type { Account } from '../../account/api';
import { Disposable } from '../../platform/disposable';
import { shortText } from '../../platform/foreignText';
import type { LoadedDocument } from '../documentReader';
import { Checker } from './checker';
import { ComposerState } from './composerState';
import { DiskWatch } from './diskWatch';
import { DocumentWork } from './documentWork';
import { DraftAccount } from './draftAccount';
import { DraftSaver, whyNotSaved, type SavedState } from './draftSaver';
import { knownFor } from './knownPeople';
import { OpenDocuments } from './openDocuments';
import { Places } from './places';
import type { ComposerPanel, ComposerPorts } from './ports';
import { SendingOff } from './sendingOff';
import { ShelfFollower } from './shelfFollower';
import { UnderWay } from './underWay';
import { composerStrings } from './words';

type Panel = Pick<
  ComposerPanel,
  'onReady' | 'onMessage' | 'onDidChangeVisible' | 'post' | 'setTitle' | 'reveal' | 'close'
>;

/** What is opened. */
export interface Composed {
  readonly draft: Draft;
  /** Of the draft, where it is known here. */
  readonly account: Account | undefined;
  /** Documents of it that were just read. */
  readonly loaded: readonly LoadedDocument[];
  /** Of the account, where they were just read. */
  readonly limits: AccountDetails | undefined;
}

/** One open composer: keeps the newest state of its draft, saves it, says what is wrong with it, and does what the page asks for. */
export class ComposerController extends Disposable {
  private readonly account: DraftAccount;
  private readonly documents: OpenDocuments;
  private readonly state: ComposerState;
  private readonly saver: DraftSaver;
  private readonly checker: Checker;
  private readonly disk: DiskWatch;
  private readonly work: DocumentWork;
  private readonly off: SendingOff;
  private readonly places: Places;
  private readonly shelf: ShelfFollower;
  /** Why the newest state is not on disk; empty when it is. */
  private saveProblem = '';
  private readonly underWay: UnderWay;

  constructor(
    { account, draft, limits: known, loaded }: Composed,
    private readonly panel: Panel,
    private readonly ports: ComposerPorts,
  ) {
    super();
    const { clock, translate: t } = ports;
    this.underWay = new UnderWay(ports, (message) => panel.post(message));
    this.account = new DraftAccount(draft.accountId, account, known, ports);
    this.places = new Places(ports.memory);
    this.documents = new OpenDocuments(ports);
    for (const one of loaded) this.documents.take(one);
    for (const document of draft.documents) this.documents.know(document);
    this.state = this._register(
      new ComposerState(draft, panel, (id, sha256) => this.documents.find(id, sha256)),
    );
    this.saver = this._register(
      new DraftSaver({ shelf: ports.shelf, clock, saved: (state, error) => this.saved(state, error) }),
    );
    const onDisk = this.documents.onDisk.bind(this.documents);
    this.disk = this._register(new DiskWatch({ watch: ports.watch, clock, onDisk }));
    this.checker = this._register(
      new Checker({
        clock,
        t,
        now: () => this.state,
        inspections: (of) => this.documents.inspectionsOf(of),
        limits: () => this.account.knownLimits,
        diskState: (id) => this.disk.stateOf(id),
        isSignedIn: () => this.account.isSignedIn,
        post: (revision, problems) => panel.post({ type: 'problems', revision, problems }),
      }),
    );
    const { checker, disk, documents, saver, state, underWay } = this;
    this.work = new DocumentWork(ports, {
      state,
      documents,
      limits: () => this.account.limits(),
      post: (message) => panel.post(message),
      notice: (text) => underWay.say(text),
      looked: () => checker.changed(),
    });
    this.off = new SendingOff(ports, {
      state,
      saver,
      checker,
      documents,
      disk,
      limits: () => this.account.readLimits(),
      show: (where) => {
        panel.reveal();
        panel.post({ type: 'show', where });
      },
      notice: (text) => underWay.say(text),
      close: () => panel.close(),
    });
    this.shelf = new ShelfFollower(ports, {
      state,
      saver,
      isWithSender: () => this.off.isWithSender,
      close: () => panel.close(),
    });
    this.listen();
  }

  /** Ids of drafts and of tabs go together. */
  get draftId(): string {
    return this.state.draft.id;
  }

  /** Looks at files and limits, neither of which the page waits for. Never rejects. */
  async start(): Promise<void> {
    this.panel.setTitle(this.title());
    this.disk.follow(this.state.draft.documents);
    await Promise.all([this.followAccount(), this.disk.lookAtAll()]);
    // One after the other, and not before the page has asked for what it shows first.
    for (const document of this.state.draft.documents) await this.documents.inspection(document);
    this.checker.changed();
  }

  /** Something happened on the shelf, perhaps to this draft. Never rejects. */
  async shelfChanged(): Promise<void> {
    if (!this.isDisposed) await this.shelf.changed();
  }

  /** It is not on the shelf yet. */
  saveNow(): void {
    this.shelf.notThere();
    this.saver.change(this.state.draft, this.state.revision);
  }

  /** Saves what is not saved. Never rejects. */
  async flush(): Promise<void> {
    await this.saver.flush();
  }

  /** The tab is gone: ends when all is saved and nothing is being sent any more. Never rejects. */
  async end(): Promise<void> {
    await this.flush();
    await this.underWay.settled;
    await this.flush();
    this.dispose();
  }

  private listen(): void {
    const { panel } = this;
    this._register(panel.onReady(() => this.greet()));
    this._register(panel.onMessage((message) => this.hear(message)));
    this._register(
      panel.onDidChangeVisible((visible) => {
        if (!visible) void this.flush();
      }),
    );
    this._register(
      this.state.onDidChange(() => {
        const { draft, revision } = this.state;
        this.saver.change(draft, revision);
        this.disk.follow(draft.documents);
        this.panel.setTitle(this.title());
        this.checker.changed();
        this.underWay.changed();
      }),
    );
    this._register(this.disk.onDidChange((documentId) => this.onDisk(documentId)));
    this._register(this.ports.contacts.onDidChange(() => void this.offer()));
    this._register(this.ports.accounts.onDidChange(() => void this.followAccount()));
  }

  /** The page listens, for the first time or anew: it is told everything. */
  private greet(): void {
    const { draft, revision } = this.state;
    this.panel.post({
      type: 'init',
      strings: composerStrings(this.ports.translate),
      facts: this.account.facts(),
      composition: this.state.listen(),
      revision,
      place: this.places.get(draft.id),
      restore: { draftId: draft.id },
    });
    for (const { id } of draft.documents) if (this.disk.stateOf(id) !== 'same') this.onDisk(id);
    this.underWay.repeat();
    if (this.saveProblem !== '') this.panel.post({ type: 'saved', revision, problem: this.saveProblem });
    void this.offer();
    this.checker.changed();
  }

  private hear(message: PageMessage): void {
    switch (message.type) {
      case 'ready':
        return;
      case 'change':
        this.state.take(message.revision, message.composition);
        return;
      case 'again':
        this.state.again(message.number);
        return;
      case 'load':
        void this.work.load(message.documentId);
        return;
      case 'addFiles':
        void this.underWay.act(() => this.work.choose());
        return;
      case 'drop':
        void this.underWay.act(() => this.work.drop(message.uris));
        return;
      case 'reload':
        void this.underWay.act(() => this.work.reload(message.documentId));
        return;
      case 'suggest':
        void this.underWay.act(() => this.work.suggest());
        return;
      case 'fix':
        this.fix(message.key);
        return;
      case 'place':
        void this.places.set(this.draftId, message.place);
        return;
      case 'review':
        this.underWay.goOut(() => this.off.review());
        return;
      case 'saveAsTemplate':
        this.underWay.goOut(() => this.off.saveAsTemplate());
        return;
      case 'shown':
        this.ports.log.trace('composer shown', { milliseconds: message.milliseconds });
        return;
    }
  }

  private fix(key: string): void {
    const fix = this.underWay.isBusy ? undefined : this.checker.fix(key);
    if (fix) this.state.replace(fix);
  }

  private onDisk(documentId: string): void {
    this.panel.post({ type: 'onDisk', documentId, state: this.disk.stateOf(documentId) });
    this.checker.changed();
  }

  private async offer(): Promise<void> {
    const { people, categories } = await knownFor(this.state.draft.accountId, this.ports);
    if (!this.isDisposed) this.panel.post({ type: 'known', people, categories });
  }

  /** The account may have been signed out or in since. */
  private async followAccount(): Promise<void> {
    await this.account.readLimits();
    this.checker.changed();
  }

  private saved({ draft, revision }: SavedState, error: unknown): void {
    const { log, translate: t } = this.ports;
    if (error !== undefined) log.error('saving a draft failed', error);
    this.saveProblem = error === undefined ? '' : t(whyNotSaved(error));
    this.panel.post({ type: 'saved', revision, problem: this.saveProblem });
    if (error !== undefined) return;
    this.shelf.saved(draft);
    void this.off.saved(draft);
  }

  private title(): string {
    return shortText(this.state.draft.name, 60) || this.ports.translate({ text: 'New Envelope' });
  }
}
