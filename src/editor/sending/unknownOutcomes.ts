import type { Candidate, Delivery, Evidence } from '../../delivery/ports';
import { Cancelled, isCancelled } from '../platform/actions';
import type { PickItem, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { readable, readably, unknownBecause } from './failures';
import { shown } from '../platform/foreignText';

/** A send whose outcome nobody knows yet. */
export interface UnknownSend {
  readonly intentId: string;
  readonly name: string;
  /** What was found so far; absent when nobody looked yet. */
  readonly evidence?: Evidence;
  readonly error?: unknown;
}

/** What the person and the service made of it. */
export type Settled =
  | { readonly state: 'sent'; readonly envelopeId: string }
  | { readonly state: 'not-sent' }
  /** Still unknown. */
  | { readonly state: 'open' };

export interface UnknownOutcomesPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
  readonly openLog: () => void;
}

const MATCH_WORDS: Readonly<Record<Candidate['matches'][number], string>> = {
  reference: 'same reference',
  name: 'same name',
  signers: 'same signers',
  documents: 'same documents',
};

/** Lets the person find out, or say, whether something was sent. */
export class UnknownOutcomes {
  private readonly t: Translate;

  constructor(private readonly ports: UnknownOutcomesPorts) {
    this.t = ports.translate;
  }

  async settle(delivery: Delivery, send: UnknownSend): Promise<Settled> {
    let { evidence } = send;
    let trouble: string | undefined;
    for (;;) {
      const choice = await this.ask(send, evidence, trouble);
      trouble = undefined;
      switch (choice) {
        case 'look': {
          const looked = await this.look(delivery, send);
          if ('trouble' in looked) ({ trouble } = looked);
          else if (looked.state !== 'open') return looked;
          else evidence = looked.evidence ?? evidence;
          break;
        }
        case 'choose': {
          const envelopeId = await this.choose(send, evidence?.candidates ?? []);
          if (envelopeId === undefined) break;
          await readably(this.t, () => delivery.adopt(send.intentId, envelopeId));
          return { state: 'sent', envelopeId };
        }
        case 'not-sent':
          if (!(await this.isCertain(send))) break;
          await readably(this.t, () => delivery.notSent(send.intentId));
          return { state: 'not-sent' };
        case 'log':
          this.ports.openLog();
          return { state: 'open' };
        default:
          return { state: 'open' };
      }
    }
  }

  private async ask(
    send: UnknownSend,
    evidence: Evidence | undefined,
    trouble?: string,
  ): Promise<string | undefined> {
    const candidates = evidence?.candidates.length ?? 0;
    return this.ports.prompts.notify({
      severity: 'warning',
      message: [
        this.t({
          text: 'We do not know whether "{0}" was sent: {1}.',
          args: [shown(send.name), unknownBecause(send.error, this.t)],
        }),
        trouble ?? this.found(evidence),
      ]
        .filter(Boolean)
        .join(' '),
      buttons: [
        ...(candidates > 0 ? [{ id: 'choose', label: this.t({ text: 'Show What Was Found' }) }] : []),
        { id: 'look', label: this.t({ text: 'Look Again' }) },
        { id: 'not-sent', label: this.t({ text: 'It Was Not Sent' }) },
        { id: 'log', label: this.t({ text: 'Open Log' }) },
      ],
    });
  }

  private found(evidence: Evidence | undefined): string {
    if (!evidence) return '';
    const count = evidence.candidates.length;
    if (count === 1) return this.t({ text: 'We found 1 envelope that may be it.' });
    if (count > 1) return this.t({ text: 'We found {0} envelopes that may be it.', args: [count] });
    return evidence.complete
      ? this.t({ text: 'We looked for it and found nothing so far.' })
      : this.t({ text: 'We could not look through the whole list yet.' });
  }

  private async look(
    delivery: Delivery,
    send: UnknownSend,
  ): Promise<(Settled & { readonly evidence?: Evidence }) | { readonly trouble: string }> {
    try {
      const title = this.t({ text: 'Looking for "{0}" in jSign', args: [shown(send.name)] });
      const outcome = await this.ports.prompts.progress({ title, cancellable: true }, (_progress, signal) =>
        delivery.resolve(send.intentId, { signal }),
      );
      switch (outcome.state) {
        case 'created':
        case 'already-sent':
          return { state: 'sent', envelopeId: outcome.envelopeId };
        case 'failed':
          return { state: 'not-sent' };
        case 'unknown':
          return { state: 'open', evidence: outcome.evidence };
        case 'busy':
          return { trouble: this.t({ text: 'Another window is working on it right now.' }) };
        case 'cancelled':
        case 'repeat':
          return { state: 'open' };
      }
    } catch (error) {
      if (isCancelled(error)) return { state: 'open' };
      return { trouble: this.ports.describe(readable(error, this.t)) };
    }
  }

  private async choose(send: UnknownSend, candidates: readonly Candidate[]): Promise<string | undefined> {
    const when = new Intl.DateTimeFormat(this.ports.locale, { dateStyle: 'medium', timeStyle: 'short' });
    const items: PickItem<string>[] = candidates.map((candidate) => ({
      label: shown(candidate.name),
      ...(candidate.createdAt === undefined
        ? {}
        : { description: this.t({ text: 'created {0}', args: [when.format(candidate.createdAt)] }) }),
      detail:
        candidate.matches.length === 0
          ? this.t({ text: 'nothing else agrees' })
          : candidate.matches.map((match) => this.t({ text: MATCH_WORDS[match] })).join(', '),
      icon: 'mail',
      value: candidate.envelopeId,
    }));
    const chosen = await this.ports.prompts.pick<string>({
      title: this.t({ text: 'Which envelope is "{0}"?', args: [shown(send.name)] }),
      placeholder: this.t({ text: 'Choose the one that was sent then' }),
      canGoBack: true,
      items,
    });
    if (chosen.kind === 'cancel') throw new Cancelled();
    return chosen.kind === 'value' ? chosen.value : undefined;
  }

  /** A wrong answer here makes two envelopes of one. */
  private async isCertain(send: UnknownSend): Promise<boolean> {
    const choice = await this.ports.prompts.confirm({
      message: this.t({ text: 'Was "{0}" really not sent?', args: [shown(send.name)] }),
      detail: this.t({
        text: 'If it was sent after all and you send it again, everybody gets it twice. The list of envelopes in jSign shows what was sent.',
      }),
      buttons: [{ id: 'not-sent', label: this.t({ text: 'It Was Not Sent' }) }],
    });
    return choice === 'not-sent';
  }
}
