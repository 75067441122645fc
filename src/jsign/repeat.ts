import { isJsignError, JsignError } from './errors';
import type { Effect } from './operations';
import type { Timing } from './timing';

const MOST_REPEATS = 2;
const FIRST_DELAY = 400;

/**
 * Makes attempts until one succeeds or repeating is not allowed. Only what changes nothing (`reads`) or leaves nothing behind
 * that anyone sees (`uploads`) is ever made twice.
 */
export async function withRepeats<T>(
  effect: Effect,
  timing: Timing,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let repeats = 0; ; repeats++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isJsignError(error) || !mayRepeat(effect, error, repeats)) throw error;
      // Half of it by chance, so that many windows that failed together do not come back together.
      const backOff = FIRST_DELAY * 2 ** repeats * (0.5 + timing.random() / 2);
      await timing.wait(Math.max(backOff, error.retryAfter ?? 0), signal);
      if (signal?.aborted) throw cancelled(error);
    }
  }
}

function mayRepeat(effect: Effect, error: JsignError, repeats: number): boolean {
  if (effect !== 'reads' && effect !== 'uploads') return false;
  switch (error.kind) {
    case 'server':
      return repeats < MOST_REPEATS;
    case 'timeout':
      // Each one has cost a minute already.
      return repeats < 1;
    case 'network':
      // A certificate or a proxy does not change its mind within a second.
      return repeats < MOST_REPEATS && error.network !== 'tls' && error.network !== 'proxy';
    default:
      return false;
  }
}

function cancelled(last: JsignError): JsignError {
  const { operation, requestSent } = last;
  return new JsignError({ kind: 'cancelled', operation, requestSent, replyRead: false });
}
