import type { Problem, Severity } from '../../contract/types';
import type { AccountDetails } from '../../jsign/types';
import type { Draft } from '../draft';
import { accountProblems } from './account';
import { documentProblems, type Inspections } from './documents';
import { fieldProblems } from './fields';
import { optionProblems } from './options';
import { signerProblems } from './signers';
import { templateProblems } from './template';

export { isAddress } from './address';
export type { Inspections } from './documents';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Everything that can be known before sending. A draft with an `error` must not be sent.
 *
 * @param inspections of the PDFs, by document id.
 * @param account limits and alerts; without it nothing is said about them.
 * @returns errors first, otherwise in the order of documents, signers, fields, options, account.
 */
export function preflight(draft: Draft, inspections: Inspections, account?: AccountDetails): Problem[] {
  const problems = [
    // With a template its own documents and fields go out, which nobody can look at from here.
    ...(draft.template === undefined ? documentProblems(draft, inspections, account?.plan) : []),
    ...signerProblems(draft),
    ...(draft.template === undefined ? fieldProblems(draft, inspections) : templateProblems(draft)),
    ...optionProblems(draft),
    ...(account === undefined ? [] : accountProblems(draft, account)),
  ];
  return problems.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
