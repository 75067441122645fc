import type { EnvelopeDetails, Sentence } from '../../../jsign/types';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { isWaiting, type EnvelopeAction } from '../allowed';
import { isPending, sameAddress } from '../signers';
import { shownName } from './words';

/** Why something cannot be done, and what can be done instead. */
export interface Reason {
  readonly message: Sentence;
  readonly advice?: Sentence;
}

function reason(message: Sentence, advice?: Sentence): Reason {
  return advice === undefined ? { message } : { message, advice };
}

/**
 * Why an action that `allowedActions` leaves out is not possible, by the state rules of the API reference (sections 4.8 to 4.17
 * and 10).
 *
 * @param email of the account that wants it
 */
export function whyNot(action: EnvelopeAction, details: EnvelopeDetails, email: string): Reason {
  const status = details.status.known;
  if (action === 'delete') return whyNotDelete(details, email);
  if (action === 'extend' && isWaiting(status)) {
    return reason(
      { text: '"{0}" has not expired: it still waits for signatures.', args: [shown(details.name)] },
      isCreator(details, email)
        ? {
            text: 'Its due date can be extended once it has passed. Until then, cancel it and send it again.',
          }
        : { text: 'Its due date can be extended once it has passed.' },
    );
  }
  if (action === 'extend' ? status !== 'Expired' : !isWaiting(status) && status !== 'unknown') {
    return reason(stateSentence(details), insteadOfGoingOn(details, email));
  }
  return action === 'decline' ? whyNotDecline(details, email) : onlyTheSender(action, details, email);
}

/** What became of the envelope, in one sentence. */
export function stateSentence(details: EnvelopeDetails): Sentence {
  const name = shown(details.name);
  switch (details.status.known) {
    case 'Completed':
      return { text: '"{0}" is completed: everybody has signed.', args: [name] };
    case 'Declined': {
      const who = details.signers.find(({ state }) => state === 'declined');
      return who
        ? { text: '"{0}" was declined by {1}.', args: [name, shownName(who)] }
        : { text: '"{0}" was declined.', args: [name] };
    }
    case 'Cancelled':
      return { text: '"{0}" is cancelled.', args: [name] };
    case 'Expired':
      return { text: '"{0}" has expired.', args: [name] };
    default:
      return { text: '"{0}" waits for signatures.', args: [name] };
  }
}

/** The same as an error that is shown as it stands. */
export function asUserError({ message, advice }: Reason, t: Translate, cause?: unknown): UserError {
  return new UserError(t(message), advice && t(advice), cause === undefined ? undefined : { cause });
}

function isCreator(details: EnvelopeDetails, email: string): boolean {
  return sameAddress(details.createdBy, email);
}

function insteadOfGoingOn(details: EnvelopeDetails, email: string): Sentence {
  if (details.status.known === 'Completed') return { text: 'Its signed documents can be downloaded.' };
  if (details.status.known !== 'Expired') {
    return { text: 'It has ended for everybody. To go on, send a new one.' };
  }
  return isCreator(details, email)
    ? { text: 'Extend its due date to go on.' }
    : { text: 'Only {0}, who sent it, can extend its due date.', args: [shown(details.createdBy)] };
}

function whyNotDelete(details: EnvelopeDetails, email: string): Reason {
  const message = stateSentence(details);
  if (isWaiting(details.status.known) && isCreator(details, email)) {
    return reason(message, {
      text: 'Only the files of completed envelopes can be deleted. Cancel it instead.',
    });
  }
  return reason(message, { text: 'Only the files of completed envelopes can be deleted.' });
}

function whyNotDecline(details: EnvelopeDetails, email: string): Reason {
  const name = shown(details.name);
  const sender = shown(details.createdBy);
  if (isCreator(details, email)) {
    return reason(
      { text: 'You sent "{0}", so you cannot decline it.', args: [name] },
      { text: 'Cancel it instead.' },
    );
  }
  const own = details.signers.find((signer) => sameAddress(signer.email, email));
  if (!own) {
    return reason(
      {
        text: 'You are not one of those who sign "{0}", so there is nothing for you to decline.',
        args: [name],
      },
      { text: 'Only {0}, who sent it, can cancel it.', args: [sender] },
    );
  }
  return own.state === 'declined'
    ? reason({ text: 'You have declined "{0}" already.', args: [name] })
    : reason(
        { text: 'You have signed "{0}" already, so you can no longer decline it.', args: [name] },
        { text: 'Only {0}, who sent it, can cancel it.', args: [sender] },
      );
}

const ONLY_THE_SENDER: Partial<Record<EnvelopeAction, string>> = {
  remind: 'Only {1}, who sent "{0}", can remind its signers.',
  cancel: 'Only {1}, who sent "{0}", can cancel it.',
  extend: 'Only {1}, who sent "{0}", can extend its due date.',
};

function onlyTheSender(action: EnvelopeAction, details: EnvelopeDetails, email: string): Reason {
  const text = ONLY_THE_SENDER[action] ?? 'Only {1}, who sent "{0}", can do this.';
  const message = { text, args: [shown(details.name), shown(details.createdBy)] };
  const own = details.signers.find((signer) => sameAddress(signer.email, email));
  return own && isPending(own) && isWaiting(details.status.known)
    ? reason(message, { text: 'You can sign it, or decline to.' })
    : reason(message);
}
