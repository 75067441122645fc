import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { Problem } from '../../../../src/contract/types';
import type { Draft } from '../../../../src/delivery/draft';
import { fixOf } from '../../../../src/delivery/fixes';
import { preflight } from '../../../../src/delivery/preflight';
import { allFixed } from '../support/fixing';
import { randomDraft } from '../support/randomDraft';

/** Problems of a group of signers, said of the last of them: who that is may change. */
const OF_GROUPS = new Set(['order-shared', 'same-signer', 'order-gap']);

/** What and where a problem is. */
function placeOf({ code, where = {} }: Problem): string {
  const { documentId, fieldId, signerId, option } = where;
  const who = fieldId !== undefined || OF_GROUPS.has(code) ? undefined : signerId;
  const box = fieldId === undefined ? where.box : undefined;
  return JSON.stringify([code, documentId, fieldId, who, option, box]);
}

function counted(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of problems) counts.set(placeOf(one), (counts.get(placeOf(one)) ?? 0) + 1);
  return counts;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

describe('delivery: fixes of any draft (property)', () => {
  it('take their problem away, bring no new error, and leave the draft they were given alone', () => {
    fc.assert(
      fc.property(randomDraft, ({ draft, inspections }) => {
        frozen(draft);
        const problems = preflight(draft, inspections);
        const before = counted(problems);
        for (const problem of problems) {
          const fix = fixOf(problem, draft);
          if (!fix) continue;
          const fixed = fix.apply(draft);
          const left = preflight(fixed, inspections);
          const after = counted(left);
          const what = `${problem.code}: ${fix.label.text}`;
          const place = placeOf(problem);
          assert.ok((after.get(place) ?? 0) < (before.get(place) ?? 0), `${what}: it is still there`);
          for (const error of left.filter(({ severity }) => severity === 'error')) {
            const key = placeOf(error);
            assert.ok((after.get(key) ?? 0) <= (before.get(key) ?? 0), `${what}: new is ${key}`);
          }
          const ids = new Set(fixed.fields.map(({ id }) => id));
          assert.equal(ids.size, fixed.fields.length, `${what}: an id is there twice`);
          assert.ok(
            fix.select.every((id) => ids.has(id)),
            `${what}: selects what is not there`,
          );
          const places = [...fix.label.text.matchAll(/\{(\d+)\}/g)].map((match) => Number(match[1]));
          assert.deepEqual(new Set(places), new Set((fix.label.args ?? []).keys()), what);
          // The same again, from the same, gives the same; on another draft it does no harm.
          assert.deepEqual(fixOf(problem, draft)?.apply({ ...draft }), fixed);
          fix.apply(fixed);
        }
      }),
      { numRuns: 500 },
    );
  }).timeout(60_000);

  it('end, however often they are repeated', () => {
    fc.assert(
      fc.property(randomDraft, ({ draft, inspections }) => {
        const end = allFixed(draft, inspections);
        const errors = (of: Draft) =>
          preflight(of, inspections).filter(({ severity }) => severity === 'error').length;
        assert.ok(errors(end.draft) <= errors(draft));
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);
});
