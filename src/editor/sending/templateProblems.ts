import type { Problem } from '../../contract/types';
import type { Draft } from '../../delivery/draft';
import { preflight, type Inspections } from '../../delivery/preflight';
import type { AccountDetails } from '../../jsign/types';
import { errorsFirst } from './errorsFirst';

/** What a preflight says of people and of envelopes' quotas is not said of a template: roles have no addresses. */
const NOT_FOR_TEMPLATES = new Set(['quota-used-up', 'signer-without-email']);

/** What the preflight finds in a template that is put as if it were an envelope, and what else is known of it; errors first. */
export function templateProblems(
  draft: Draft,
  inspections: Inspections,
  limits: AccountDetails | undefined,
  known: readonly Problem[],
): readonly Problem[] {
  return errorsFirst([
    ...preflight(draft, inspections, limits).filter(({ code }) => !NOT_FOR_TEMPLATES.has(code)),
    ...known,
    ...(limits?.alerts.templatesExhausted === true ? [usedUp(limits)] : []),
  ]);
}

function usedUp({ subscription }: AccountDetails): Problem {
  return {
    severity: 'error',
    code: 'templates-used-up',
    message: { text: 'The plan {0} allows no more templates.', args: [subscription.planName] },
    advice: { text: 'Delete one that is no longer used, or change the plan in jSign.' },
  };
}
