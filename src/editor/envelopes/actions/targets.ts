import { emailOf, envelopeRef, type EnvelopeRef } from '../api';

/** What a command is to work on: one envelope, and the signers that were pointed at. */
export interface Target {
  readonly ref: EnvelopeRef;
  readonly emails: readonly string[];
}

/**
 * Reads what a menu, the panel or another caller passed: a row or a plain object, then the whole selection where there are several.
 * `undefined` where it names no envelope, `several` where it names more than one.
 */
export function targetOf(given: readonly unknown[]): Target | 'several' | undefined {
  const [first, selection] = given;
  const all: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [first];
  const refs = all.flatMap((each) => envelopeRef(each) ?? []);
  const [ref] = refs;
  if (!ref) return undefined;
  const isSame = (other: EnvelopeRef): boolean =>
    other.accountId === ref.accountId && other.envelopeId === ref.envelopeId;
  if (!refs.every(isSame)) return 'several';
  return { ref, emails: [...new Set(all.flatMap((each) => emailOf(each) ?? []))] };
}
