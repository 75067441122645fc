import type { Problem } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import type { EnvelopeDetails } from '../../jsign/types';
import type { Accounts, Session } from '../account/api';
import type { EnvelopeRef } from '../envelopes/api';
import { isCancelled, UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { rolesOf } from './answers';
import { draftOfDetails, hasOwnDocuments, namedAs, type StartingDraft } from './draftAgain';
import { readable } from './failures';
import { readLimits } from './limits';
import type { PastPeople } from './ports';
import { QuickSend, type QuickSendPorts, type ReviewedDraft } from './quickSend';
import type { Sender } from './sender';
import type { SentDocuments } from './sentDocuments';
import type { SentDrafts } from './sentDrafts';
import { usableSession } from './sessionOf';

export interface SendAgainPorts {
  readonly accounts: Pick<Accounts, 'state' | 'session' | 'environmentLabel'>;
  readonly sent: Pick<SentDrafts, 'of'>;
  readonly documents: SentDocuments;
  readonly questions: QuickSendPorts;
  readonly pastPeople: PastPeople;
  readonly sender: Sender;
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly log: Log;
  readonly describe: (error: unknown) => string;
  readonly openLog: () => void;
  readonly newId: () => string;
  /** Days until an envelope expires, as the person has set it. */
  readonly defaultDays: () => number;
  /** There may be other unfinished sends now. Never rejects. */
  readonly unfinishedChanged: () => Promise<unknown>;
}

/** One time that an envelope is sent again. */
interface Course {
  readonly details: EnvelopeDetails;
  /** The draft that stands among the unfinished sends until another takes its place. */
  kept: Draft | undefined;
}

/** Opens the draft of a cancelled envelope again, with everything that was said, and sends it under a new intent. */
export class SendAgain {
  private readonly t: Translate;

  constructor(private readonly ports: SendAgainPorts) {
    this.t = ports.translate;
  }

  /**
   * After the service has confirmed that the envelope is cancelled. Begins with who signs, since a wrong address is the commonest
   * reason; everything else is as it was and can be changed in the review. Where the draft was made here (kept for 30 days)
   * all of it is used, otherwise what the service says of the envelope. Never rejects: what called it has cancelled an envelope,
   * and that must not be tried again because something failed here.
   *
   * @param details of the envelope, read before or after it was cancelled.
   */
  async run(ref: EnvelopeRef, details: EnvelopeDetails): Promise<void> {
    const course: Course = { details, kept: undefined };
    for (;;) {
      const questions = await this.prepared(ref, details);
      if (!questions) return;
      if ((await this.ask(questions, course)) === 'over') return;
    }
  }

  /** Everything up to the first question; failures are shown and tried again where the person wants it. */
  private async prepared(
    ref: EnvelopeRef,
    details: EnvelopeDetails,
  ): Promise<{ readonly session: Session; readonly quick: QuickSend } | undefined> {
    for (;;) {
      try {
        const session = await this.sessionOf(ref);
        return { session, quick: await this.questionsFor(session, ref, details) };
      } catch (error) {
        if (!(await this.failed(error, details))) return undefined;
      }
    }
  }

  private async ask(
    { quick, session }: { readonly session: Session; readonly quick: QuickSend },
    course: Course,
  ): Promise<'over' | 'from-the-start'> {
    let changing = false;
    for (;;) {
      let reviewed: ReviewedDraft | undefined;
      try {
        reviewed = await (changing ? quick.reviewAgain() : quick.run());
      } catch (error) {
        return (await this.failed(error, course.details)) ? 'from-the-start' : 'over';
      }
      changing = false;
      if (reviewed) {
        if (!(await this.keep(reviewed, course))) return 'over';
        changing = await this.send(session, reviewed.draft);
        if (!changing) return 'over';
      } else if (!(await this.left(quick, course))) return 'over';
    }
  }

  /** Saves it in the place of the one before. False when that failed and the person does not want to try again. */
  private async keep(reviewed: ReviewedDraft, course: Course): Promise<boolean> {
    for (;;) {
      try {
        await this.ports.sender.keep(reviewed, course.kept);
        course.kept = reviewed.draft;
        return true;
      } catch (error) {
        if (!(await this.failed(error, course.details))) return false;
      }
    }
  }

  /** True when the service refused it and the person wants to change something. */
  private async send(session: Session, kept: Draft): Promise<boolean> {
    try {
      return (await this.ports.sender.sendKept(session, kept)) === 'change';
    } catch (error) {
      // The draft is kept. It may have gone out or not; the unfinished sends know, and nothing is claimed here.
      if (isCancelled(error)) return false;
      this.ports.log.error('sending again broke off', error);
      const choice = await this.ports.prompts.notify({
        severity: 'error',
        message: this.ports.describe(readable(error, this.t)),
        buttons: [{ id: 'log', label: this.t({ text: 'Open Log' }) }],
      });
      if (choice === 'log') this.ports.openLog();
      return false;
    }
  }

  private async questionsFor(
    session: Session,
    ref: EnvelopeRef,
    details: EnvelopeDetails,
  ): Promise<QuickSend> {
    const { newId, prompts, questions, sent } = this.ports;
    const past = this.ports.pastPeople();
    // Whoever leaves before the question for signers must not leave an unhandled rejection behind.
    past.catch(() => undefined);
    const limits = readLimits(session);
    const sentDraft = await sent.of(ref);
    const kept = sentDraft && namedAs(details, sentDraft);
    const before = hasOwnDocuments(kept) ? kept : undefined;
    const title = this.t({ text: 'Opening "{0}" again', args: [shown(details.name)] });
    const found = await prompts.progress({ title, cancellable: true }, (progress, signal) =>
      this.ports.documents.read(session, { ref, details }, before, progress, signal),
    );
    const draft: Draft =
      kept ??
      draftOfDetails(details, {
        accountId: ref.accountId,
        roles: rolesOf(found.documents),
        defaultDays: this.ports.defaultDays(),
        newId,
      });
    const start: StartingDraft = {
      draft: { ...draft, replaces: ref.envelopeId },
      keepsFields: before !== undefined && found.asDrafted,
      appendPage: found.appendPage,
    };
    const { account } = session;
    return new QuickSend(questions, {
      documents: found.documents,
      account,
      environment: this.ports.accounts.environmentLabel(account),
      past,
      limits: await limits,
      again: { ...start, notes: [...found.notes, ...(before ? [] : [unreadableFields(kept)])] },
    });
  }

  /** The envelope is cancelled and the person left: says so, and keeps what there is. True to go on. */
  private async left(quick: QuickSend, course: Course): Promise<boolean> {
    const standing = await this.asItStands(quick);
    if (standing && !(await this.keep(standing, course))) return false;
    await this.ports.unfinishedChanged();
    const choice = await this.ports.prompts.notify({
      severity: 'warning',
      message: [
        this.t({ text: '"{0}" is cancelled and was not sent again.', args: [shown(course.details.name)] }),
        ...(course.kept ? [this.t({ text: 'The draft is kept among the unfinished sends.' })] : []),
      ].join(' '),
      buttons: [{ id: 'continue', label: this.t({ text: 'Continue' }) }],
    });
    return choice === 'continue';
  }

  /** What is worth keeping; `undefined` where there is nothing, or it cannot be put together. */
  private async asItStands(quick: QuickSend): Promise<ReviewedDraft | undefined> {
    try {
      const reviewed = await quick.asItStands();
      return reviewed && reviewed.draft.signers.length > 0 ? reviewed : undefined;
    } catch (error) {
      this.ports.log.error('keeping a draft failed', error);
      return undefined;
    }
  }

  /** Says what went wrong, once; true to try again. */
  private async failed(error: unknown, details: EnvelopeDetails): Promise<boolean> {
    const cancelled = isCancelled(error);
    if (!cancelled) this.ports.log.error('sending again failed', error);
    const choice = await this.ports.prompts.notify({
      severity: cancelled ? 'warning' : 'error',
      message: [
        this.t({ text: '"{0}" is cancelled and was not sent again.', args: [shown(details.name)] }),
        ...(cancelled ? [] : [this.ports.describe(readable(error, this.t))]),
      ].join(' '),
      buttons: [
        { id: 'again', label: cancelled ? this.t({ text: 'Continue' }) : this.t({ text: 'Try Again' }) },
        ...(cancelled ? [] : [{ id: 'log', label: this.t({ text: 'Open Log' }) }]),
      ],
    });
    if (choice === 'log') this.ports.openLog();
    return choice === 'again';
  }

  private sessionOf({ accountId }: EnvelopeRef): Promise<Session> {
    return usableSession(
      this.ports.accounts,
      accountId,
      () =>
        new UserError(
          this.t({ text: 'The account that sent it is not signed in.' }),
          this.t({ text: 'Sign in to it, then try again.' }),
        ),
    );
  }
}

function unreadableFields(kept: Draft | undefined): Problem {
  return {
    severity: 'info',
    code: 'fields-not-readable',
    message: {
      text: 'The fields of the cancelled envelope cannot be read back: the places to sign are set anew.',
    },
    advice: kept?.template
      ? {
          text: 'It was made from the template "{0}". Create Envelope from Template… takes the fields of that.',
          args: [kept.template.name],
        }
      : { text: 'It was not sent from this editor, or longer than 30 days ago.' },
  };
}
