import { isJsignError } from '../../../jsign/errors';
import type { HistoryEntry } from '../../../jsign/types';
import { isCancelled } from '../../platform/actions';
import { NOTHING, type Known } from './known';
import type { DetailsServices } from './ports';

/** The service no longer takes what this account signed in with. */
export function needsSignIn(reason: unknown): boolean {
  return isJsignError(reason) && (reason.kind === 'expired' || reason.kind === 'credentials');
}

/** What a panel knows of an envelope that is not there. */
export function gone(t: DetailsServices['t']): Known {
  const message = t({
    text: 'jSign does not have this envelope, or this account may not see it. It may have been removed.',
  });
  return { ...NOTHING, phase: 'gone', busy: false, message };
}

/** What a panel knows once its timeline was read, or could not be: the rest is shown in any case. */
export function historyOf(
  result: PromiseSettledResult<readonly HistoryEntry[]>,
  { host, log }: Pick<DetailsServices, 'host' | 'log'>,
): Partial<Known> {
  if (result.status === 'fulfilled') return { history: result.value, historyProblem: '' };
  const reason: unknown = result.reason;
  if (isCancelled(reason)) return {};
  log.error('history not read', reason);
  return { historyProblem: host.describe(reason) };
}
