import type { Draft } from '../../../delivery/draft';
import { isDeliveryError } from '../../../delivery/errors';
import type { Session } from '../../account/api';
import { shown } from '../../platform/foreignText';
import { sessionOf } from '../sessionOf';
import type { ComposerPorts } from './ports';

/** Who has a draft that is wanted in a composer. */
export type Standing =
  /** The composer: nothing of it went out, or is on its way. */
  | { readonly state: 'ours'; readonly draft: Draft }
  | { readonly state: 'missing' }
  /** It went out. */
  | { readonly state: 'sent'; readonly name: string }
  /** Nobody knows whether it went out: it stands among the unfinished sends. */
  | { readonly state: 'unknown'; readonly name: string }
  /** Another window is sending it right now. */
  | { readonly state: 'busy'; readonly name: string }
  /** It is kept among the unfinished sends of an account that is not signed in, so nobody can say what became of it. */
  | { readonly state: 'signed-out'; readonly name: string };

export type CustodyPorts = Pick<
  ComposerPorts,
  'shelf' | 'kept' | 'deliveries' | 'accounts' | 'log' | 'sender' | 'translate'
>;

/**
 * A draft lies in one of two places: on the shelf while it is prepared, or with the sender while it is sent. It keeps its id and its
 * intent in both, so whatever is sent of it is sent once, and it is written to the one place before it is taken from the other. A
 * window that ends in between leaves it in both: then nothing was sent yet, or the record of sends says what became of it.
 */
export class Custody {
  constructor(private readonly ports: CustodyPorts) {}

  /**
   * Looks who has it, and settles what a window left in between.
   * @throws DeliveryError where the places or the record cannot be read
   */
  async standing(id: string): Promise<Standing> {
    const { kept, shelf } = this.ports;
    const own = await shelf.load(id);
    const theirs = await kept.load(id);
    if (!theirs) return own ? { state: 'ours', draft: own } : { state: 'missing' };
    const { name } = theirs;
    const session = await sessionOf(this.ports.accounts, theirs.accountId);
    // Without the account its record cannot be read. What is on the shelf can be prepared; sending needs the account.
    if (!session) return own ? { state: 'ours', draft: own } : { state: 'signed-out', name };
    const fate = await this.fate(theirs, session);
    if (fate !== 'open') {
      // Only now may it leave the shelf: until here it may have been the only copy of something unsent.
      if (own && fate !== 'busy') await shelf.remove(id);
      return { state: fate, name };
    }
    // What is on the shelf is never older: nothing is changed while the sender has it.
    if (!own) await shelf.save(theirs);
    await kept.remove(id);
    return { state: 'ours', draft: own ?? theirs };
  }

  /**
   * Gives a draft to the sender. Afterwards it is no longer on the shelf, so nothing that happens to this window leaves there what
   * may have gone out.
   *
   * @throws UserError or DeliveryError where that cannot be done: then it is still on the shelf, and nothing was sent
   */
  async handOver(draft: Draft): Promise<void> {
    await this.ports.sender.keep({ draft, prepared: new Map() });
    try {
      await this.ports.shelf.remove(draft.id);
    } catch (error) {
      await this.letGo(draft);
      throw error;
    }
  }

  /**
   * The sender has come back without having sent it: whether it is the composer's again. `theirs` where its outcome is not known, or
   * nobody can tell. Never rejects.
   */
  async mayTakeBack(draft: Draft, session: Session): Promise<'ours' | 'theirs' | 'sent'> {
    try {
      const fate = await this.fate(draft, session);
      return fate === 'open' ? 'ours' : fate === 'sent' ? 'sent' : 'theirs';
    } catch (error) {
      this.ports.log.error('reading what became of a send failed', error);
      return 'theirs';
    }
  }

  /** The draft is on the shelf again: the sender's copy goes. Never rejects; false where it could not be removed. */
  async letGo(draft: Draft): Promise<boolean> {
    try {
      await this.ports.kept.remove(draft.id);
      return true;
    } catch (error) {
      this.ports.log.error('removing a kept draft failed', error);
      return false;
    }
  }

  /** What the record says; one that stopped before it was created is closed. No network unless something is found undecided meanwhile. */
  private async fate(draft: Draft, session: Session): Promise<'open' | 'sent' | 'unknown' | 'busy'> {
    const { deliveries, sender, translate: t } = this.ports;
    const { intentId } = draft;
    const delivery = deliveries.for(session);
    const left = (await delivery.open()).find((intent) => intent.intentId === intentId);
    if (left?.state === 'creating' || left?.state === 'unknown') return 'unknown';
    try {
      const outcome = await delivery.resolve(intentId);
      switch (outcome.state) {
        case 'created':
        case 'already-sent':
          await sender.finish(
            draft,
            draft.accountId,
            outcome.envelopeId,
            t({ text: 'Found it: "{0}" was sent', args: [shown(draft.name)] }),
          );
          return 'sent';
        case 'busy':
        case 'unknown':
          return outcome.state;
        case 'failed':
        case 'cancelled':
        case 'repeat':
          return 'open';
      }
    } catch (error) {
      // Never begun.
      if (isDeliveryError(error) && error.kind === 'no-such-intent') return 'open';
      throw error;
    }
  }
}
