import assert from 'node:assert/strict';

import type { Problem } from '../../../../src/contract/types';
import type { Draft, Field } from '../../../../src/delivery/draft';
import { fixOf } from '../../../../src/delivery/fixes';
import { type Inspections, isAddress, preflight } from '../../../../src/delivery/preflight';
import { draftOf } from './drafts';
import { inspected } from './preflightCase';
import type { RandomDraft } from './randomDraft';

/** The one problem of this code that the draft has. */
export function foundIn(draft: Draft, code: string, inspections: Inspections = inspected()): Problem {
  const found = preflight(draft, inspections).filter((one) => one.code === code);
  assert.equal(found.length, 1, `${found.length} times ${code}`);
  const [problem] = found;
  assert.ok(problem);
  return problem;
}

/** The good draft with changes, of which the fix of one problem is applied; what the fix says and what is left to say. */
export function fixed(
  extra: Partial<Draft>,
  code: string,
  inspections: Inspections = inspected(),
): {
  readonly draft: Draft;
  readonly label: string;
  readonly select: readonly string[];
  readonly left: readonly string[];
} {
  const draft = draftOf('i', extra);
  const fix = fixOf(foundIn(draft, code, inspections), draft);
  assert.ok(fix, `${code} has no fix`);
  const after = fix.apply(draft);
  return {
    draft: after,
    label: fix.label.text.replace(/\{(\d+)\}/g, (_, place: string) =>
      String(fix.label.args?.[Number(place)]),
    ),
    select: fix.select,
    left: preflight(after, inspections).map((one) => `${one.severity} ${one.code}`),
  };
}

/** The field that stands last in a draft. */
export function lastOf({ fields }: Draft): Field {
  const last = fields.at(-1);
  assert.ok(last);
  return last;
}

/** That only the person can mend it. */
export function notFixed(extra: Partial<Draft>, code: string): void {
  const draft = draftOf('i', extra);
  assert.equal(fixOf(foundIn(draft, code), draft), undefined);
}

/** Applies the first fix that there is, again and again; gives the draft in the end and how often that was. */
export function allFixed(
  start: Draft,
  inspections: Inspections,
): { readonly draft: Draft; readonly steps: number } {
  let draft = start;
  for (let steps = 0; ; steps += 1) {
    assert.ok(steps < 300, 'fixing never ends');
    const fix = preflight(draft, inspections).reduce<ReturnType<typeof fixOf>>(
      (found, problem) => found ?? fixOf(problem, draft),
      undefined,
    );
    if (!fix) return { draft, steps };
    draft = fix.apply(draft);
  }
}

/** The draft with every fix that there is, and without what only a person could have mended; `undefined` where errors are left. */
export function cleaned({ draft, inspections }: RandomDraft): Draft | undefined {
  let clean = draft;
  for (let round = 0; round < 4; round += 1) {
    clean = allFixed(clean, inspections).draft;
    const errors = preflight(clean, inspections).filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return clean;
    const bad = new Set(
      errors.flatMap(({ where }) => where?.fieldId ?? where?.signerId ?? where?.documentId ?? []),
    );
    const isGood = ({ id }: { readonly id: string }) => !bad.has(id);
    const signers = clean.signers.filter(isGood);
    const isWatching = ({ email }: { readonly email: string }) => isAddress(email);
    clean = {
      ...clean,
      documents: clean.documents.filter(isGood),
      signers,
      observers: clean.observers.filter(isWatching),
      fields: clean.fields.filter((field) => isGood(field) && isGood({ id: field.signerId })),
    };
  }
  return undefined;
}
