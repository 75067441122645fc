import { sentence } from '../../contract/problems';
import type { Problem, Severity } from '../../contract/types';

type Where = Exclude<Problem['where'], undefined>;
type Args = readonly (string | number)[];

/** Makes one finding. `advice` says what to do about it. */
export function problem(
  severity: Severity,
  code: string,
  message: readonly [string, ...Args],
  where: Where = {},
  advice?: readonly [string, ...Args],
): Problem {
  return {
    severity,
    code,
    message: sentence(...message),
    ...(advice !== undefined && { advice: sentence(...advice) }),
    ...(Object.keys(where).length > 0 && { where }),
  };
}

/** In their order, by a key. */
export function grouped<T>(
  items: readonly T[],
  key: (item: T) => string,
): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Those that stand in the list more than once, by a key; each as one group. */
export function groupsOfSame<T>(
  items: readonly T[],
  key: (item: T) => string,
): readonly (readonly [T, ...T[]])[] {
  return [...grouped(items, key).values()].filter((group) => group.length > 1);
}
