/** Small guards that check what came over a message channel. Both sides use them; they know neither VS Code nor the DOM. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isNumber: Guard<number> = (value): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';

/** A missing property counts as `undefined`: messages travel as JSON, which has no `undefined`. */
export function maybe<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function oneOf<const W extends string>(words: readonly W[]): Guard<W> {
  const known: readonly string[] = words;
  return (value): value is W => typeof value === 'string' && known.includes(value);
}

type Shape<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

/** An object with at least these properties. */
export function record<T extends object>(shape: Shape<T>): Guard<T> {
  const guards: readonly [string, Guard<unknown>][] = Object.entries<Guard<unknown>>(shape);
  return (value): value is T =>
    isObject(value) &&
    guards.every(([key, guard]) => guard(Object.hasOwn(value, key) ? value[key] : undefined));
}

/** One of several objects told apart by `type`. */
export function tagged<T extends { readonly type: string }>(cases: {
  readonly [K in T['type']]: Guard<Extract<T, { readonly type: K }>>;
}): Guard<T> {
  const guards = new Map<unknown, Guard<T>>(Object.entries<Guard<T>>(cases));
  return (value): value is T => isObject(value) && guards.get(value['type'])?.(value) === true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
