import * as v from 'valibot';
import { JsignError } from '../errors';
import type { Reader } from './scalars';

type Aliases<E extends v.ObjectEntries> = { readonly [K in keyof E]?: readonly string[] };
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An object of the wire: keys are found whatever their case and underscores (`request_id`, `request_Id`), or under one of their
 * documented aliases (section 13). A key that is missing reaches its reader as `undefined`.
 */
export function record<E extends v.ObjectEntries>(
  entries: E,
  aliases: Aliases<E> = {},
): Reader<v.InferOutput<v.ObjectSchema<E, undefined>>> {
  const names = Object.keys(entries).map((key) => ({
    key,
    spellings: [key, ...(aliases[key] ?? [])].map(fold),
  }));
  return v.pipe(
    v.unknown(),
    v.check(isObject),
    v.transform((value) => pick(isObject(value) ? value : {}, names)),
    v.unknown(),
    v.object(entries),
  );
}

/** A list; a single object or text stands for a list of one, nothing for an empty one. */
export function many<T>(item: Reader<T>): Reader<T[]> {
  return v.pipe(
    v.unknown(),
    v.transform((value): unknown[] => {
      if (value === undefined || value === null) return [];
      return Array.isArray(value) ? value : [value];
    }),
    v.array(item),
  );
}

/** Like {@link many}, but nothing in its place makes no sense. */
export function required<T>(list: Reader<T>): Reader<T> {
  return v.pipe(
    v.unknown(),
    v.check((value) => value !== undefined && value !== null),
    list,
  );
}

/** One thing, also when it comes as a list of one (section 13, 15). */
export function one<T>(item: Reader<T>): Reader<T> {
  return v.pipe(
    v.unknown(),
    v.transform((value): unknown => (Array.isArray(value) ? value[0] : value)),
    item,
  );
}

/** What could not be read becomes `instead`: for parts that are INFERRED and nothing depends on. */
export function lenient<T>(item: Reader<T>, instead: T): Reader<T> {
  return v.pipe(
    v.unknown(),
    v.transform((value) => {
      const result = v.safeParse(item, value);
      return result.success ? result.output : instead;
    }),
  );
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the `data` of a reply (section 1.3).
 * @throws JsignError `unreadable` with the path of the field that made no sense
 */
export function readData<T>(operation: string, body: unknown, data: Reader<T>): T {
  const result = v.safeParse(record({ data }), body);
  if (result.success) return result.output.data;
  const issue = result.issues[0];
  throw unreadable(operation, v.getDotPath(issue) ?? 'data');
}

export function unreadable(operation: string, field: string): JsignError {
  return new JsignError({ kind: 'unreadable', operation, field, requestSent: true, replyRead: true });
}

/** Keys without case and underscores. */
export function fold(key: string): string {
  return key.toLowerCase().replaceAll('_', '');
}

function pick(
  value: JsonObject,
  names: readonly { key: string; spellings: readonly string[] }[],
): JsonObject {
  const found = new Map<string, unknown>();
  for (const [key, content] of Object.entries(value)) {
    const folded = fold(key);
    if (!found.has(folded)) found.set(folded, content);
  }
  return Object.fromEntries(
    names.map(({ key, spellings }) => {
      const spelling = spellings.find((name) => found.get(name) !== undefined && found.get(name) !== null);
      return [key, spelling === undefined ? undefined : found.get(spelling)];
    }),
  );
}
