import { explain } from '../../../jsign/catalogue';
import { isJsignError, surelyNotDone, type JsignError } from '../../../jsign/errors';
import type { EnvelopeDetails, EnvelopeSigner } from '../../../jsign/types';
import { UserError } from '../../platform/actions';
import type { Translate } from '../../platform/translate';
import { isAllowed, storeNow, type Opened } from './opened';
import type { ActionClient, ActionsPorts } from './ports';
import type { ReminderRecord } from './reminderRecord';
import { sameAddress } from '../signers';
import { listed, shownName } from './words';
import { whyNot } from './whyNot';

/** What became of one reminder. */
export interface Reminded {
  readonly signer: EnvelopeSigner;
  readonly outcome: 'sent' | 'unknown' | 'failed' | 'notTried';
  readonly error?: JsignError;
}

export interface Reminders {
  readonly results: readonly Reminded[];
  /** The envelope afterwards, where it could be read. */
  readonly after: EnvelopeDetails | undefined;
}

/** Failures that the next one would meet as well. */
function endsIt(error: JsignError): boolean {
  return error.kind !== 'refused' && surelyNotDone(error);
}

/**
 * Asks the service for one mail after the other, each once, and reads the envelope again. Whoever may have got a mail counts as
 * reminded, before the request leaves: a window that closes meanwhile must not forget it.
 */
export async function sendReminders(
  ports: ActionsPorts,
  record: ReminderRecord,
  client: ActionClient,
  opened: Opened,
  signers: readonly EnvelopeSigner[],
): Promise<Reminders> {
  const { prompts, translate: t, log } = ports;
  const { ref, name } = opened;
  const remind = async (signer: EnvelopeSigner): Promise<Reminded> => {
    await record.mark(ref, signer.email);
    try {
      await client.envelopes.remindSigner(ref.envelopeId, signer.email);
      return { signer, outcome: 'sent' };
    } catch (error) {
      if (!isJsignError(error)) throw error;
      log.error('reminder failed', error);
      if (!surelyNotDone(error)) return { signer, outcome: 'unknown', error };
      await record.clear(ref, signer.email);
      return { signer, outcome: 'failed', error };
    }
  };
  const title = t({ text: 'Reminding the signers of "{0}" (can no longer be stopped)', args: [name] });
  return prompts.progress({ title, cancellable: false }, async (progress) => {
    const results: Reminded[] = [];
    let ended = false;
    for (const [index, signer] of signers.entries()) {
      if (ended) {
        results.push({ signer, outcome: 'notTried' });
        continue;
      }
      progress.report(shownName(signer), (100 * index) / signers.length);
      const result = await remind(signer);
      results.push(result);
      ended = result.outcome === 'failed' && result.error !== undefined && endsIt(result.error);
    }
    const store = await storeNow(ports, opened);
    await store.reread(ref.envelopeId);
    return { results, after: store.known(ref.envelopeId) };
  });
}

export function allReminded({ results }: Reminders): boolean {
  return results.every(({ outcome }) => outcome === 'sent');
}

/** What to throw where not everybody was surely reminded: who was, who perhaps, who not and why. */
export function reminderReport({ results, after }: Reminders, { store }: Opened, t: Translate): Error {
  const [first] = results;
  // Nobody was reminded, for a reason that has nothing to do with them: that reason is all there is to say.
  if (first?.outcome === 'failed' && first.error && endsIt(first.error)) return first.error;
  const named = (outcome: Reminded['outcome']): string =>
    listed(
      results.filter((result) => result.outcome === outcome).map(({ signer }) => shownName(signer)),
      t,
    );
  const line = (outcome: Reminded['outcome'], text: string): readonly string[] => {
    const names = named(outcome);
    return names === '' ? [] : [t({ text, args: [names] })];
  };
  const failed = results.flatMap(({ signer, outcome, error }) =>
    outcome === 'failed' && error
      ? [
          t({
            text: '{0} was not reminded. {1}',
            args: [shownName(signer), whyFailed(signer, error, after, store, t)],
          }),
        ]
      : [],
  );
  const unknown = results.find(({ outcome }) => outcome === 'unknown');
  const message = [
    ...line('sent', 'Reminded: {0}.'),
    ...(unknown
      ? [
          ...line('unknown', 'We do not know whether the reminder went out to {0}.'),
          ...(unknown.error ? [whyUnknown(unknown.error, t)] : []),
        ]
      : []),
    ...failed,
    ...line('notTried', 'Not tried any more: {0}.'),
  ].join(' ');
  const advice =
    unknown && t({ text: 'It counts as sent for the next hour, so that nobody is reminded twice.' });
  const cause = results.find(({ error }) => error)?.error;
  return new UserError(message, advice, cause && { cause });
}

function whyUnknown(error: JsignError, t: Translate): string {
  return error.code === 'EMAIL_SENDING_FAILED'
    ? t({ text: 'jSign reports a problem with its e-mail.' })
    : t(explain(error).message);
}

function whyFailed(
  signer: EnvelopeSigner,
  error: JsignError,
  after: EnvelopeDetails | undefined,
  store: Opened['store'],
  t: Translate,
): string {
  if (error.kind === 'refused' && after) {
    if (!isAllowed(after, store, 'remind')) return t(whyNot('remind', after, store.account.email).message);
    const now = after.signers.find(({ email }) => sameAddress(email, signer.email));
    if (now?.state === 'signed') return t({ text: 'They have signed meanwhile.' });
  }
  return t(explain(error).message);
}
