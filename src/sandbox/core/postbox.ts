import { DAY } from './clock';
import type { Clock } from './clock';
import type { Envelope, Mail, MailKind } from './model';
import { nextSigners, phaseAt } from './turns';
import type { Tokens } from './tokens';

/** Writes the mails that the service would send. Nothing leaves this machine. */
export class Postbox {
  constructor(
    private readonly clock: Clock,
    private readonly tokens: Tokens,
  ) {}

  /** A link that signs (`invitation`, `reminder`, `extended`) or shows the envelope. */
  mail(envelope: Envelope, kind: MailKind, to: string): Mail {
    const signs = kind === 'invitation' || kind === 'reminder' || kind === 'extended';
    const token = this.tokens.sealLink({ kind: signs ? 'mail' : 'view', envelopeId: envelope.id, email: to });
    return { to, kind, envelopeId: envelope.id, path: `/sign/${token}`, at: this.clock.now() };
  }

  /** Invitations for those whose turn it is now and was not before. None where the envelope sends no mail. */
  invitations(envelope: Envelope, before: readonly { readonly email: string }[] = []): readonly Mail[] {
    if (!envelope.sendEmail) return [];
    const known = new Set(before.map((signer) => signer.email));
    return nextSigners(envelope)
      .filter((signer) => !known.has(signer.email))
      .map((signer) => this.mail(envelope, 'invitation', signer.email));
  }

  /** What observers get when the envelope is sent. */
  toObservers(envelope: Envelope): readonly Mail[] {
    if (!envelope.sendEmail) return [];
    return envelope.observers.map((observer) => this.mail(envelope, 'observer', observer.email));
  }

  /** The news of an end: to the creator always, to everybody else where the envelope sends mail. Not to who caused it. */
  outcome(
    envelope: Envelope,
    kind: 'completed' | 'declined' | 'cancelled' | 'expired',
    except?: string,
  ): readonly Mail[] {
    const others = envelope.sendEmail
      ? [...envelope.signers, ...envelope.observers].map((person) => person.email)
      : [];
    const to = new Map([envelope.owner, ...others].map((email) => [email.toLowerCase(), email]));
    if (except !== undefined) to.delete(except.toLowerCase());
    return [...to.values()].map((email) => this.mail(envelope, kind, email));
  }

  /**
   * What time alone brings about: automatic reminders within the reminder period and the notice that an envelope expired.
   * Marks the envelopes it writes for; gives what is new.
   */
  sweep(envelopes: Iterable<Envelope>): {
    readonly changed: readonly Envelope[];
    readonly mails: readonly Mail[];
  } {
    const now = this.clock.now();
    const changed: Envelope[] = [];
    const mails: Mail[] = [];
    for (const envelope of envelopes) {
      const due = envelope.dueAt;
      if (envelope.status !== 'waiting' || due === undefined) continue;
      const phase = phaseAt(envelope, now);
      if (phase === 'expired' && envelope.expiredFor !== due) {
        envelope.expiredFor = due;
        mails.push(...this.outcome(envelope, 'expired'));
        changed.push(envelope);
      } else if (phase === 'waiting' && this.wantsReminder(envelope, due, now)) {
        envelope.remindedFor = due;
        mails.push(...nextSigners(envelope).map((signer) => this.mail(envelope, 'reminder', signer.email)));
        changed.push(envelope);
      }
    }
    return { changed, mails };
  }

  private wantsReminder(envelope: Envelope, due: number, now: number): boolean {
    return (
      envelope.emailReminders && envelope.remindedFor !== due && due - now <= envelope.reminderPeriod * DAY
    );
  }
}
