import type { Draft } from '../../../delivery/draft';
import type { AccountDetails } from '../../../jsign/types';
import type { ShownProblem } from '../../../pages/composer/protocol';
import type { Session } from '../../account/api';
import { shown } from '../../platform/foreignText';
import { cleanName } from '../people';
import type { SendEnd } from '../sender';
import { whereOf, type Checker } from './checker';
import type { ComposerState } from './composerState';
import { Custody } from './custody';
import type { DiskWatch } from './diskWatch';
import { draftSession } from './draftAccount';
import { tidied } from './draftComposition';
import type { DraftSaver } from './draftSaver';
import type { OpenDocuments } from './openDocuments';
import type { ComposerPorts } from './ports';
import { askReview } from './reviewing';
import { saveAsTemplate } from './templateSaving';

/** What is sent, and who is told. */
export interface SendingOffPlace {
  readonly state: ComposerState;
  readonly saver: DraftSaver;
  readonly checker: Checker;
  readonly documents: OpenDocuments;
  readonly disk: DiskWatch;
  /** Reads the limits of the account now. */
  readonly limits: () => Promise<AccountDetails | undefined>;
  /** Takes the person to what they want to change. */
  readonly show: (where: ShownProblem['where']) => void;
  /** Says something in the composer, until the next change. */
  readonly notice: (text: string) => void;
  /** There is nothing left to compose: the tab goes. */
  readonly close: () => void;
}

/** The way out of the composer: the review, the sending, and what becomes of the draft; or a template of it. */
export class SendingOff {
  private readonly custody: Custody;
  private isGone = false;
  /** The draft is on the shelf or on its way there, and the sender's copy is to go once it is. */
  private isLeftBehind = false;

  constructor(
    private readonly ports: ComposerPorts,
    private readonly place: SendingOffPlace,
  ) {
    this.custody = new Custody(ports);
  }

  /** The draft is the sender's: the shelf must not have it. */
  get isWithSender(): boolean {
    return this.isGone;
  }

  /** It was saved on the shelf. */
  async saved(draft: Draft): Promise<void> {
    if (this.isLeftBehind && (await this.custody.letGo(draft))) this.isLeftBehind = false;
  }

  /** Shows what will go out, then sends it or leads to what is to be changed. */
  async review(): Promise<void> {
    const { checker, saver, show, state } = this.place;
    const session = await draftSession(state.draft, this.ports);
    await saver.flush();
    await this.lookAtAll();
    const draft = tidied(state.draft, cleanName);
    const end = await askReview(draft, checker.problemsOf(draft), session, this.ports);
    if (end.kind === 'show') show(whereOf(end.where));
    if (end.kind === 'send') await this.send(session, draft);
  }

  /** Makes a template of the draft. */
  async saveAsTemplate(): Promise<void> {
    const { documents, state } = this.place;
    const session = await draftSession(state.draft, this.ports);
    const limits = await this.lookAtAll();
    const draft = tidied(state.draft, cleanName);
    await saveAsTemplate(
      session,
      {
        draft,
        inspections: documents.inspectionsOf(draft),
        limits,
        read: (document) => documents.loaded(document),
      },
      this.ports,
    );
  }

  /**
   * The draft goes from the shelf to the sender before anything is sent, and comes back only when it is certain that nothing was:
   * while its outcome is not known it stands among the unfinished sends alone, under the intent that it has.
   */
  private async send(session: Session, draft: Draft): Promise<void> {
    const { close, saver } = this.place;
    await saver.hold();
    this.isGone = true;
    try {
      await this.custody.handOver(draft);
    } catch (error) {
      this.isGone = false;
      this.goOn();
      throw error;
    }
    this.isLeftBehind = false;
    let end: SendEnd = 'kept';
    try {
      end = await this.ports.sender.sendKept(session, draft, { sayFailure: this.place.notice });
    } finally {
      // However it ended, a failure of its own included: the record says whose it is now.
      const whose = end === 'sent' ? 'sent' : await this.custody.mayTakeBack(draft, session);
      await this.settle(draft, whose);
      if (whose !== 'ours') close();
    }
  }

  private async settle(draft: Draft, whose: 'ours' | 'theirs' | 'sent'): Promise<void> {
    const { showStatus, translate: t, unfinished } = this.ports;
    if (whose === 'ours') {
      this.isGone = false;
      this.isLeftBehind = true;
      this.goOn();
      await this.place.saver.flush();
    }
    if (whose === 'theirs')
      showStatus(t({ text: '"{0}" stands among the unfinished sends', args: [shown(draft.name)] }));
    await unfinished.refresh();
  }

  /** What is newest goes to the shelf, whether or not anything changed meanwhile. */
  private goOn(): void {
    const { saver, state } = this.place;
    saver.release();
    saver.change(state.draft, state.revision);
  }

  private async lookAtAll(): Promise<AccountDetails | undefined> {
    const { disk, documents, state } = this.place;
    const limits = this.place.limits();
    await disk.lookAtAll();
    for (const document of state.draft.documents) await documents.inspection(document);
    return limits;
  }
}
