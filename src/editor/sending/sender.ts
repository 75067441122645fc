import type { Draft } from '../../delivery/draft';
import type { Delivery, SendOutcome } from '../../delivery/ports';
import type { Session } from '../account/api';
import { isCancelled } from '../platform/actions';
import type { Button, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { canHelpAgain, isRefusal, readable } from './failures';
import { KeptDrafts, type KeptDraftsPorts } from './keptDrafts';
import type { Deliveries } from './ports';
import type { ReviewedDraft } from './quickSend';
import { sendWithProgress } from './sendProgress';
import { repeatQuestion, reportStage } from './senderWords';
import type { UnknownOutcomes } from './unknownOutcomes';
import { shown } from '../platform/foreignText';
import { WentOut, type WentOutPorts } from './wentOut';
import { peopleCount } from './words';

export interface SenderPorts extends KeptDraftsPorts, WentOutPorts {
  readonly deliveries: Deliveries;
  readonly unknown: UnknownOutcomes;
  readonly prompts: Prompts;
  readonly locale: string;
  readonly describe: (error: unknown) => string;
  readonly openLog: () => void;
  readonly referenceOnly: () => boolean;
  /** The journal may have other open entries now. Never rejects. */
  readonly journalChanged: () => Promise<unknown>;
}

/**
 * - `sent`: it went out, now or before; the draft is put away.
 * - `change`: the service refused it and the person wants to change something; the draft is kept until another takes its place.
 * - `kept`: it did not go out, or nobody knows; the draft is kept.
 */
export type SendEnd = 'sent' | 'change' | 'kept';

/** What the questions that a draft came from can do about a refusal of the service. */
export interface RefusalHelp {
  /** In place of what the catalogue says. */
  readonly message?: string;
  /** Label of the button that leads back to the questions. */
  readonly change: string;
  /** Whether the same may be accepted a moment later. */
  readonly again: boolean;
}
export type HelpWithRefusal = (error: unknown) => RefusalHelp;

export interface SendWays {
  /** What the questions that it came from can do about a refusal. */
  readonly help?: HelpWithRefusal;
  /** The kept draft whose place this one takes. */
  readonly instead?: Draft | undefined;
  /**
   * Where a failure is said, in place of a notification: where the draft came from is on screen, and whoever wants to try again or
   * change something does it there.
   */
  readonly sayFailure?: (message: string) => void;
  /** Titles of the template as the person typed them, in that order: recorded once it went out, since that proves them right. */
  readonly titles?: readonly string[] | undefined;
}

/** Sends a reviewed draft and follows every outcome to its end. */
export class Sender {
  private readonly t: Translate;
  private readonly kept: KeptDrafts;
  private readonly wentOut: WentOut;
  private readonly underWay = new Set<string>();

  constructor(private readonly ports: SenderPorts) {
    this.t = ports.translate;
    this.kept = new KeptDrafts(ports);
    this.wentOut = new WentOut(ports, this.kept);
  }

  /** The draft is saved before anything leaves this machine, and put away once it is known to have gone out. */
  async send(session: Session, reviewed: ReviewedDraft, ways: SendWays = {}): Promise<SendEnd> {
    await this.keep(reviewed, ways.instead);
    return this.sendKept(session, reviewed.draft, ways);
  }

  /** {@link KeptDrafts.keep} */
  keep(reviewed: ReviewedDraft, instead?: Draft): Promise<void> {
    return this.kept.keep(reviewed, instead);
  }

  /** Sends a draft that is kept. */
  async sendKept(session: Session, draft: Draft, ways: Omit<SendWays, 'instead'> = {}): Promise<SendEnd> {
    const delivery = this.ports.deliveries.for(session);
    this.underWay.add(draft.intentId);
    try {
      return await this.attempts(delivery, draft, ways);
    } finally {
      this.underWay.delete(draft.intentId);
      await this.ports.journalChanged();
    }
  }

  /** Whether this window is sending it right now. */
  isSending(intentId: string): boolean {
    return this.underWay.has(intentId);
  }

  /** {@link WentOut.settle} */
  finish(...known: Parameters<WentOut['settle']>): Promise<void> {
    return this.wentOut.settle(...known);
  }

  /** {@link KeptDrafts.discard} */
  discard(draft: Draft, heir?: Draft): Promise<void> {
    return this.kept.discard(draft, heir);
  }

  private async attempts(delivery: Delivery, draft: Draft, ways: SendWays): Promise<SendEnd> {
    let allowRepeat = false;
    for (;;) {
      const outcome = await this.attempt(delivery, draft, allowRepeat);
      this.ports.log.info('send ended', { state: outcome.state });
      const next = await this.follow(delivery, draft, outcome, ways);
      if (next === 'repeat') allowRepeat = true;
      else if (next !== 'again') return next;
    }
  }

  private async attempt(delivery: Delivery, draft: Draft, allowRepeat: boolean): Promise<SendOutcome> {
    const { locale, prompts, referenceOnly } = this.ports;
    return sendWithProgress(
      {
        prompts,
        title: this.t({ text: 'Sending "{0}"', args: [shown(draft.name)] }),
        report: (progress, stage) => reportStage(progress, stage, locale, this.t),
      },
      (options) => delivery.send(draft, { ...options, allowRepeat, leaveOutProvenance: referenceOnly() }),
    );
  }

  private async follow(
    delivery: Delivery,
    draft: Draft,
    outcome: SendOutcome,
    ways: SendWays,
  ): Promise<SendEnd | 'again' | 'repeat'> {
    switch (outcome.state) {
      case 'created':
        return this.sent(draft, outcome.envelopeId, 'Sent "{0}" to {1}', ways);
      case 'already-sent':
        return this.sent(draft, outcome.envelopeId, '"{0}" was sent before; nothing was sent again', ways);
      case 'cancelled':
        this.ports.showStatus(this.t({ text: 'Cancelled; nothing was sent' }));
        return 'kept';
      case 'busy':
        await this.ports.prompts.notify({
          severity: 'warning',
          message: this.t({
            text: 'Another window is sending "{0}" right now. Nothing was sent from here.',
            args: [shown(draft.name)],
          }),
        });
        return 'kept';
      case 'failed':
        return this.failed(draft, outcome.error, ways);
      case 'repeat':
        return this.repeat(draft, outcome.previous);
      case 'unknown':
        return this.unknown(delivery, draft, outcome, ways);
    }
  }

  private async sent(
    draft: Draft,
    envelopeId: string,
    status: string,
    { titles }: SendWays,
  ): Promise<SendEnd> {
    const people = peopleCount(draft.signers.length, this.t);
    await this.finish(
      draft,
      draft.accountId,
      envelopeId,
      this.t({ text: status, args: [shown(draft.name), people] }),
      titles,
    );
    return 'sent';
  }

  private async failed(
    draft: Draft,
    error: unknown,
    { help, sayFailure }: SendWays,
  ): Promise<SendEnd | 'again'> {
    if (isCancelled(error)) return 'kept';
    this.ports.log.error('send failed', error);
    const usual: RefusalHelp = { change: this.t({ text: 'Change…' }), again: false };
    const refusal = isRefusal(error) ? (help?.(error) ?? usual) : undefined;
    const message = [
      this.t({ text: '"{0}" was not sent.', args: [shown(draft.name)] }),
      refusal?.message ?? this.ports.describe(readable(error, this.t)),
    ].join(' ');
    if (sayFailure) {
      sayFailure(message);
      return 'change';
    }
    const buttons: Button[] = [{ id: 'log', label: this.t({ text: 'Open Log' }) }];
    if (refusal) buttons.unshift({ id: 'change', label: refusal.change });
    if (refusal?.again ?? canHelpAgain(error))
      buttons.unshift({ id: 'again', label: this.t({ text: 'Try Again' }) });
    const choice = await this.ports.prompts.notify({ severity: 'error', message, buttons });
    if (choice === 'again') return 'again';
    if (choice === 'change') return 'change';
    if (choice === 'log') this.ports.openLog();
    return 'kept';
  }

  private async repeat(
    draft: Draft,
    previous: Extract<SendOutcome, { state: 'repeat' }>['previous'],
  ): Promise<SendEnd | 'repeat'> {
    const [last] = previous;
    const earlier = last?.envelopeId;
    const question = repeatQuestion(draft, last, this.ports.locale, this.t);
    const choice = await this.ports.prompts.confirm(question);
    if (choice === 'repeat') return 'repeat';
    this.ports.showStatus(this.t({ text: 'Nothing was sent; the draft is kept' }));
    if (choice === 'open' && earlier !== undefined) {
      await this.ports.desk.open({ accountId: draft.accountId, envelopeId: earlier });
    }
    return 'kept';
  }

  private async unknown(
    delivery: Delivery,
    draft: Draft,
    outcome: Extract<SendOutcome, { state: 'unknown' }>,
    ways: SendWays,
  ): Promise<SendEnd | 'again'> {
    this.ports.log.error('send outcome unknown', outcome.error);
    // It stands among the unfinished sends from now on, however this conversation ends.
    await this.ports.journalChanged();
    const { intentId, evidence, error } = outcome;
    const settled = await this.ports.unknown.settle(delivery, {
      intentId,
      name: draft.name,
      evidence,
      error,
    });
    if (settled.state === 'sent')
      return this.sent(draft, settled.envelopeId, 'Found it: "{0}" was sent to {1}', ways);
    if (settled.state === 'open') return 'kept';
    const choice = await this.ports.prompts.notify({
      severity: 'info',
      message: this.t({ text: '"{0}" counts as not sent. The draft is kept.', args: [shown(draft.name)] }),
      buttons: [
        {
          id: 'again',
          label: this.t({ text: 'Send to {0}', args: [peopleCount(draft.signers.length, this.t)] }),
        },
      ],
    });
    return choice === 'again' ? 'again' : 'kept';
  }
}
