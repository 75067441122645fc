import { isJsignError } from '../../../jsign/errors';
import type { EnvelopeDetails } from '../../../jsign/types';
import { signedOut } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import { READING_SHOWN_AFTER } from '../../platform/prompts';
import { allowedActions, type EnvelopeAction } from '../allowed';
import type { EnvelopeRef, EnvelopeStore } from '../api';
import type { ActionClient, ActionsPorts } from './ports';
import { asUserError, whyNot } from './whyNot';

/** An envelope as the service describes it now, and the account that does something to it. */
export interface Opened {
  readonly ref: EnvelopeRef;
  readonly store: EnvelopeStore;
  readonly details: EnvelopeDetails;
  /** Its name, harmless in any prompt. */
  readonly name: string;
}

/**
 * Reads the envelope anew: what the list showed may be long over.
 * @throws UserError where the account is signed out, JsignError where it cannot be read
 */
export async function openEnvelope(ports: ActionsPorts, ref: EnvelopeRef): Promise<Opened> {
  const { translate: t, prompts } = ports;
  const store = await ports.stores.forAccount(ref.accountId);
  if (!store) throw signedOut(t);
  const name = store.summary(ref.envelopeId)?.name;
  const title =
    name === undefined
      ? t({ text: 'Reading the envelope' })
      : t({ text: 'Reading "{0}"', args: [shown(name)] });
  try {
    const details = await prompts.progress(
      { title, cancellable: true, after: READING_SHOWN_AFTER },
      (_progress, signal) => store.details(ref.envelopeId, { fresh: true, signal }),
    );
    return { ref, store, details, name: shown(details.name) };
  } catch (error) {
    // It is gone, or no longer for this account: the lists must not go on showing it.
    if (isJsignError(error) && error.kind === 'refused') await store.reread(ref.envelopeId);
    throw error;
  }
}

/** As {@link openEnvelope}; where the state does not allow the action, says why and reads the lists again. */
export async function openFor(
  ports: ActionsPorts,
  ref: EnvelopeRef,
  action: EnvelopeAction,
): Promise<Opened> {
  const opened = await openEnvelope(ports, ref);
  requireAllowed(ports, opened, action);
  return opened;
}

/** @throws UserError which says why not, and what instead; the lists, which may have said otherwise, are read again meanwhile */
export function requireAllowed(
  { translate }: Pick<ActionsPorts, 'translate'>,
  { details, store }: Opened,
  action: EnvelopeAction,
): void {
  if (isAllowed(details, store, action)) return;
  void store.refresh();
  throw asUserError(whyNot(action, details, store.account.email), translate);
}

export function isAllowed(details: EnvelopeDetails, store: EnvelopeStore, action: EnvelopeAction): boolean {
  return allowedActions(details, details, store.account.email).has(action);
}

/** The store that the views show now: it may have been replaced while a question stood. */
export async function storeNow(
  ports: Pick<ActionsPorts, 'stores'>,
  { ref, store }: Opened,
): Promise<EnvelopeStore> {
  return (await ports.stores.forAccount(ref.accountId)) ?? store;
}

/** @throws UserError where the account was signed out meanwhile */
export async function clientFor(ports: ActionsPorts, ref: EnvelopeRef): Promise<ActionClient> {
  const client = await ports.client(ref.accountId);
  if (!client) throw signedOut(ports.translate);
  return client;
}
