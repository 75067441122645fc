import type { Problem } from '../../contract/types';
import type { AccountDetails } from '../../jsign/types';
import type { Draft } from '../draft';
import { problem } from './problem';

/** What the account does not allow at all, whatever is sent. */
export function accountProblems(draft: Draft, account: AccountDetails): readonly Problem[] {
  return [
    ...(account.alerts.locked
      ? [
          problem(
            'error',
            'account-locked',
            ['The account is locked, so jSign will not send anything.'],
            {},
            ['Open jSign in the browser to see why.'],
          ),
        ]
      : []),
    ...(account.user.status.trim().toLowerCase() === 'inactive'
      ? [
          problem(
            'error',
            'account-inactive',
            ['This user is inactive, so jSign will not send anything.'],
            {},
            ['Ask an administrator of the account to activate the user.'],
          ),
        ]
      : []),
    ...(account.alerts.documentsExhausted
      ? [
          problem(
            'error',
            'quota-used-up',
            ['The documents of the plan {0} are used up.', account.subscription.planName],
            {},
            ['Wait for the renewal, or change the plan in jSign.'],
          ),
        ]
      : []),
    ...documentCount(draft, account.plan.documentsPerEnvelope),
    ...signType(account.plan.signTypes),
  ];
}

function documentCount(draft: Draft, limit: number | undefined): readonly Problem[] {
  if (limit === undefined || draft.documents.length <= limit) return [];
  return [
    problem(
      'error',
      'too-many-documents',
      ['The plan allows {0} documents in one envelope; this one has {1}.', limit, draft.documents.length],
      {},
      ['Split it into several envelopes.'],
    ),
  ];
}

/** Everything here is sent as an e-signature; the word is spelled in several ways (API reference, section 10). */
function signType(types: readonly string[]): readonly Problem[] {
  const offered = types.map((type) => type.toLowerCase().replace(/[^a-z]/g, ''));
  if (offered.length === 0 || offered.includes('esignature')) return [];
  return [problem('error', 'plan-without-esignature', ['The plan does not include e-signatures.'])];
}
