import { refuse } from '../core/errors';
import type { Envelope } from '../core/model';
import type { Call, Services } from '../core/services';
import { isOwner, isParty } from '../core/turns';

/** The envelope of the path, if the caller has to do with it. */
export function envelopeFor({ store }: Services, call: Call): Envelope {
  const envelope = store.envelopes.get(call.param('envelopeId'));
  if (envelope === undefined || !isParty(envelope, call.user))
    throw refuse('ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS');
  return envelope;
}

/** As {@link envelopeFor}, for what only the creator may do. */
export function ownEnvelopeFor(services: Services, call: Call): Envelope {
  const envelope = envelopeFor(services, call);
  if (!isOwner(envelope, call.user)) throw refuse('PERMISSION_DENIED');
  return envelope;
}
