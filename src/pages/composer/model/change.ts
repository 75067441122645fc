import type { Box, ComposedField, Composition } from '../composition';
import { sameBox } from './geometry';

/** The composition with these fields changed; the same object where `change` gives back every field as it was. */
export function mapFields(
  composition: Composition,
  ids: Iterable<string>,
  change: (field: ComposedField) => ComposedField,
): Composition {
  const wanted = new Set(ids);
  if (wanted.size === 0) return composition;
  const { fields: before } = composition;
  const fields = before.map((field) => (wanted.has(field.id) ? change(field) : field));
  const same = fields.every((field, index) => field === before[index]);
  return same ? composition : { ...composition, fields };
}

/** The fields with these ids, in the order of the composition. */
export function fieldsOf(composition: Composition, ids: readonly string[]): readonly ComposedField[] {
  const wanted = new Set(ids);
  return composition.fields.filter(({ id }) => wanted.has(id));
}

/** The field in this box. It stays tied to its anchor only while its upper left corner stays where the anchor is. */
export function withBox(field: ComposedField, box: Box): ComposedField {
  if (sameBox(field.box, box)) return field;
  const stays = field.box.x === box.x && field.box.y === box.y;
  return stays ? { ...field, box } : untied({ ...field, box });
}

/** Without its anchor. */
export function untied(field: ComposedField): ComposedField {
  return patched(field, { anchor: undefined }, ['anchor']);
}

/** The list with the element at `from` at `to` (both from 0; `to` is brought into the list); the same list where nothing moves. */
export function movedWithin<T>(list: readonly T[], from: number, to: number): readonly T[] {
  if (!Number.isFinite(to)) return list;
  const target = Math.max(0, Math.min(list.length - 1, Math.round(to)));
  if (from < 0 || from >= list.length || target === from) return list;
  const element = list.slice(from, from + 1);
  const rest = [...list.slice(0, from), ...list.slice(from + 1)];
  return [...rest.slice(0, target), ...element, ...rest.slice(target)];
}

/**
 * The object with the properties of the patch. `undefined` takes a property away where it is named in `optional`, and says
 * nothing elsewhere; a property that neither holds is left out. The same object where nothing is different.
 */
export function patched<T extends object>(
  object: T,
  patch: { readonly [K in keyof T]?: T[K] | undefined },
  optional: readonly (keyof T)[],
): T {
  const after = { ...object };
  let differs = false;
  for (const key of Object.keys(patch) as (keyof T)[]) {
    const value = patch[key];
    if (value !== undefined) {
      if (Object.is(after[key], value)) continue;
      after[key] = value;
      differs = true;
    } else if (optional.includes(key) && Object.hasOwn(after, key)) {
      Reflect.deleteProperty(after, key);
      differs = true;
    }
  }
  return differs ? after : object;
}
