import { explain } from '../../../jsign/catalogue';
import { isJsignError, surelyNotDone, type JsignError } from '../../../jsign/errors';
import type { EnvelopeDetails, Sentence } from '../../../jsign/types';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import type { EnvelopeAction } from '../allowed';
import { statusWords } from '../status';
import { clientFor, isAllowed, storeNow, type Opened } from './opened';
import type { ActionClient, ActionsPorts } from './ports';
import { sameAddress } from '../signers';
import { asUserError, stateSentence, whyNot, type Reason } from './whyNot';

/** One change of an envelope, said to the service exactly once. */
export interface Deed {
  readonly action: EnvelopeAction;
  /** Title of the progress. */
  readonly doing: Sentence;
  readonly run: (client: ActionClient) => Promise<void>;
  /** Whether the details show that it was done. */
  readonly isDone: (after: EnvelopeDetails) => boolean;
  /** The details need not show it: the service's word is all there is. */
  readonly replyIsProof?: boolean;
  /** A better reason for a refusal than the service's code, where the details give one. */
  readonly explains?: (after: EnvelopeDetails) => Reason | undefined;
  readonly words: {
    /** It was refused. */
    readonly refused: Sentence;
    /** The service said yes, but the details do not show it. */
    readonly unconfirmed: Sentence;
    /** The request left, and no answer says what became of it. */
    readonly unknown: Sentence;
  };
}

/** How long to wait before the details are read again, milliseconds. */
const WAITS = [1000, 2000, 4000] as const;
/** So many failed readings end the looking. */
const MOST_FAILURES = 2;

/** Nothing brings such an envelope back. */
function isOver({ status }: EnvelopeDetails): boolean {
  return ['Completed', 'Declined', 'Cancelled'].includes(status.known);
}

/**
 * Does it, then looks what became of it. Gives the details afterwards (those from before where they could not be read and the
 * reply is proof enough).
 *
 * @throws UserError that says what is known, where it was refused, is unconfirmed or unknown
 * @throws JsignError where it certainly was not done and trying again may help
 */
export async function carryOut(ports: ActionsPorts, opened: Opened, deed: Deed): Promise<EnvelopeDetails> {
  const client = await clientFor(ports, opened.ref);
  const { failure, after } = await ports.prompts.progress(
    { title: ports.translate(deed.doing), cancellable: false },
    async () => {
      const failure = await failureOf(() => deed.run(client));
      if (failure) ports.log.error('envelope action failed', failure, { state: deed.action });
      if (failure && failure.kind !== 'refused' && surelyNotDone(failure)) throw failure;
      return { failure, after: await look(ports, opened, deed, failure) };
    },
  );
  const done = after !== undefined && deed.isDone(after);
  // It ended in another way: nothing of ours is under way any more.
  const missed = after !== undefined && !done && deed.replyIsProof !== true && isOver(after);
  if (missed) throw refusal(opened, deed, failure, after, ports.translate);
  if (!failure) {
    if (done) return after;
    if (deed.replyIsProof === true) return after ?? opened.details;
    throw unsure(deed.words.unconfirmed, undefined, after, ports.translate);
  }
  if (!surelyNotDone(failure)) {
    if (done) return after;
    throw unsure(deed.words.unknown, failure, after, ports.translate);
  }
  throw refusal(opened, deed, failure, after, ports.translate);
}

async function failureOf(run: () => Promise<void>): Promise<JsignError | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (isJsignError(error)) return error;
    throw error;
  }
}

/** Reads the envelope again, and the lists; a few times where the service may only be slow to show what it did. */
async function look(
  ports: ActionsPorts,
  opened: Opened,
  deed: Deed,
  failure: JsignError | undefined,
): Promise<EnvelopeDetails | undefined> {
  const { ref } = opened;
  const store = await storeNow(ports, opened);
  if (deed.replyIsProof === true || failure?.kind === 'refused') {
    await store.reread(ref.envelopeId);
    return store.known(ref.envelopeId);
  }
  store.use(ref.envelopeId, 'acted');
  let after: EnvelopeDetails | undefined;
  let failures = 0;
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await new Promise<void>((resolve) => void ports.clock.after(wait, resolve));
    const read = await store.details(ref.envelopeId, { fresh: true }).catch(() => undefined);
    after = read ?? after;
    failures += read ? 0 : 1;
    if (read && (deed.isDone(read) || isOver(read))) break;
    if (failures >= MOST_FAILURES) break;
  }
  await store.refresh();
  return after;
}

/** What is known, said as it is: nothing is done again by itself. */
function unsure(
  message: Sentence,
  failure: JsignError | undefined,
  after: EnvelopeDetails | undefined,
  t: Translate,
): UserError {
  const parts = [
    t(message),
    ...(failure ? [t(explain(failure).message)] : []),
    after
      ? t({ text: 'jSign says of it now: {0}.', args: [shown(statusWords(after.status, after, t))] })
      : t({ text: 'It could not be read again.' }),
  ];
  const advice = t({ text: 'Refresh the list in a moment and look at it, before you try once more.' });
  return new UserError(parts.join(' '), advice, failure && { cause: failure });
}

function refusal(
  { store }: Opened,
  deed: Deed,
  failure: JsignError | undefined,
  after: EnvelopeDetails | undefined,
  t: Translate,
): UserError {
  if (after && deed.isDone(after)) {
    return asUserError(
      {
        message: stateSentence(after),
        advice: { text: 'That happened meanwhile, and not by this request.' },
      },
      t,
      failure,
    );
  }
  const { message, advice } = reasonOf(store, deed, failure, after);
  return new UserError([t(deed.words.refused), t(message)].join(' '), advice && t(advice), {
    cause: failure,
  });
}

function reasonOf(
  store: Opened['store'],
  deed: Deed,
  failure: JsignError | undefined,
  after: EnvelopeDetails | undefined,
): Reason {
  if (!after) return explain(failure);
  const { email } = store.account;
  if (!isAllowed(after, store, deed.action)) return whyNot(deed.action, after, email);
  const better = deed.explains?.(after);
  if (better) return better;
  if (sameAddress(after.createdBy, email)) return explain(failure);
  return {
    message: explain(failure).message,
    advice: {
      text: 'It was sent by {0}: jSign may let only the sender do this.',
      args: [shown(after.createdBy)],
    },
  };
}
