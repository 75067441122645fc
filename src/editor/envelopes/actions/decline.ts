import { shown } from '../../platform/foreignText';
import type { EnvelopeDetails } from '../../../jsign/types';
import { Cancelled } from '../../platform/actions';
import { hasTurn, sameAddress } from '../signers';
import type { EnvelopeRef } from '../api';
import { carryOut } from './carryOut';
import { openFor } from './opened';
import type { ActionsPorts } from './ports';
import type { Reasons } from './reason';
import { accountLine, affected } from './words';
import type { Reason } from './whyNot';

/**
 * Declines to sign, as the account's own person (API reference, section 4.8).
 * @throws Cancelled, UserError or JsignError
 */
export async function decline(ports: ActionsPorts, reasons: Reasons, ref: EnvelopeRef): Promise<void> {
  const { translate: t, prompts } = ports;
  const opened = await openFor(ports, ref, 'decline');
  const { name, details, store } = opened;
  const { email } = store.account;
  const reason = await reasons.ask('decline', ref, {
    title: t({ text: 'Decline to sign "{0}"', args: [name] }),
    prompt: t({
      text: 'Why do you decline? {0}, who sent it, can read this.',
      args: [shown(details.createdBy)],
    }),
  });
  const choice = await prompts.confirm({
    message: t({ text: 'Decline to sign "{0}"?', args: [name] }),
    detail: [
      t({ text: 'Sent by: {0}', args: [shown(details.createdBy)] }),
      ...affected(details, t),
      t({ text: 'This ends the envelope for everybody, and it cannot be undone.' }),
      accountLine(store.account, ports.environmentLabel),
    ].join('\n'),
    buttons: [{ id: 'decline', label: t({ text: 'Decline to Sign' }) }],
  });
  if (choice !== 'decline') throw new Cancelled();
  await carryOut(ports, opened, {
    action: 'decline',
    doing: { text: 'Declining "{0}" (can no longer be stopped)', args: [name] },
    run: (client) => client.envelopes.decline(ref.envelopeId, reason),
    isDone: (after) =>
      after.status.known === 'Declined' ||
      after.signers.some((signer) => signer.state === 'declined' && sameAddress(signer.email, email)),
    explains: (after) => notYourTurn(after, email),
    words: {
      refused: { text: '"{0}" was not declined.', args: [name] },
      unconfirmed: {
        text: 'jSign took the request to decline "{0}", but does not confirm that it is declined.',
        args: [name],
      },
      unknown: { text: 'We do not know whether "{0}" was declined.', args: [name] },
    },
  });
  reasons.forget('decline', ref);
}

function notYourTurn(details: EnvelopeDetails, email: string): Reason | undefined {
  // Of the account's own person the service itself says whether it is their turn.
  if (details.status.known === 'AwaitingMySignature') return undefined;
  const own = details.signers.find((signer) => sameAddress(signer.email, email));
  if (!own || hasTurn(details, own)) return undefined;
  return {
    message: { text: 'It is not your turn yet: somebody signs before you.' },
    advice: {
      text: 'Decline once it is your turn, or ask {0} to cancel it.',
      args: [shown(details.createdBy)],
    },
  };
}
