import type { Composition } from '../composition';
import type { Edit } from './editor';

/**
 * Takes over a composition that came as a message and shares nothing with the one that is edited: what is equal keeps its objects, so
 * that the history stays small and only what is different is drawn anew. Nothing changes where all of it is equal.
 */
export function adopt(after: Composition): Edit {
  return (before) => share(before, after) as Composition;
}

/** `after`, with everything in it that equals something in `before` replaced by that. Plain data, without circles. */
function share(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return shareList(before, after);
  if (isObject(before) && isObject(after)) return shareObject(before, after);
  return Object.is(before, after) ? before : after;
}

function shareList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.map((element) => [idOf(element), element]));
  const elements = after.map((element, index) => {
    const id = idOf(element);
    return share(id === undefined ? before[index] : byId.get(id), element);
  });
  const same =
    elements.length === before.length &&
    elements.every((element, index) => Object.is(element, before[index]));
  return same ? before : elements;
}

type Properties = Readonly<Record<string, unknown>>;

function shareObject(before: Properties, after: Properties): Properties {
  const entries = Object.entries(after).map(([key, value]) => [key, share(before[key], value)] as const);
  const same =
    entries.every(([key, value]) => Object.is(value, before[key])) &&
    Object.keys(before).every((key) => before[key] === undefined || Object.hasOwn(after, key));
  return same ? before : Object.fromEntries(entries);
}

function idOf(element: unknown): string | undefined {
  const id = isObject(element) ? element['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
