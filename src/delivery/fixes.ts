import type { Problem, Sentence } from '../contract/types';
import type { Draft } from './draft';
import { DOCUMENT_FIXERS } from './fixes/documents';
import { FIELD_FIXERS } from './fixes/fields';
import type { Fixer } from './fixes/fixer';
import { OBSERVER_FIXERS } from './fixes/observers';
import { OPTION_FIXERS } from './fixes/options';
import { SIGNER_FIXERS } from './fixes/signers';
import { VALUE_FIXERS } from './fixes/values';

/** What can be done about a problem without asking. */
export interface Fix {
  /** What it does, as a button says it: `Move it onto the page`. */
  readonly label: Sentence;
  /** The draft with the problem mended. A draft in which there is nothing to mend any more comes back as it is. */
  apply(draft: Draft): Draft;
  /** Ids of the fields that it makes or changes, for selecting them. */
  readonly select: readonly string[];
}

/** By the code of the problem. */
const FIXERS: ReadonlyMap<string, Fixer> = new Map(
  Object.entries({
    ...DOCUMENT_FIXERS,
    ...FIELD_FIXERS,
    ...OBSERVER_FIXERS,
    ...OPTION_FIXERS,
    ...SIGNER_FIXERS,
    ...VALUE_FIXERS,
  }),
);

/** The codes of problems that may have a fix. */
export const FIXABLE: ReadonlySet<string> = new Set(FIXERS.keys());

/**
 * The fix of a problem that the preflight found in this draft: it takes the problem away, brings no new error, and loses nothing
 * that a person has said without its label saying so. Pure: the same problem and draft give the same.
 *
 * @returns `undefined` where only the person can decide, or there is no room for what is missing.
 */
export function fixOf(problem: Problem, draft: Draft): Fix | undefined {
  const fixer = FIXERS.get(problem.code);
  const fixed = fixer?.(problem, draft);
  if (fixer === undefined || fixed === undefined) return undefined;
  return {
    label: fixed.label,
    select: fixed.select ?? [],
    apply: (other) => (other === draft ? fixed.draft : (fixer(problem, other)?.draft ?? other)),
  };
}
