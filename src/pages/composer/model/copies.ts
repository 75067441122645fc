import type { ComposedField, Composition } from '../composition';
import { addFields } from './adding';
import { fieldsOf, untied } from './change';
import type { Edit } from './editor';
import { byPage, intoPage, isOn, keyOf, pagesOf, sameSpot, type Spot } from './geometry';
import { shiftFor } from './room';

/** An edit that adds copies, and their ids. */
export interface CopyResult {
  readonly edit: Edit;
  readonly ids: readonly string[];
}

/** What was copied: plain data, which outlives the fields it was copied from. */
export interface Copied {
  readonly fields: readonly ComposedField[];
}

export function copyFields(composition: Composition, ids: readonly string[]): Copied {
  return { fields: fieldsOf(composition, ids) };
}

/** Copies on the same page: right below where there is room, else above or beside. */
export function duplicateFields(
  composition: Composition,
  ids: readonly string[],
  newId: () => string,
): CopyResult {
  const added = byPage(fieldsOf(composition, ids)).flatMap((group) => {
    const [first] = group;
    return first ? placed(composition, [group], first, false, newId) : [];
  });
  return adding(added);
}

/**
 * Copies on the page, for signers who are still there: at the place where they were copied, or right below it where the very same
 * place is taken. Fields that were copied from several pages all go to this one.
 */
export function pasteFields(
  composition: Composition,
  copied: Copied,
  documentId: string,
  page: number,
  newId: () => string,
): CopyResult {
  const signers = new Set(composition.signers.map(({ id }) => id));
  const groups = byPage(copied.fields.filter(({ signerId }) => signers.has(signerId)));
  return adding(placed(composition, groups, { documentId, page }, true, newId));
}

/** Copies of the groups on one page; each group keeps its inner distances and keeps clear of what stands there and of the groups before it. */
function placed(
  composition: Composition,
  groups: readonly (readonly ComposedField[])[],
  { documentId, page }: Spot,
  stay: boolean,
  newId: () => string,
): readonly ComposedField[] {
  const size = pagesOf(composition)({ documentId, page });
  if (!size) return [];
  const taken = composition.fields.filter((field) => isOn(field, { documentId, page })).map(({ box }) => box);
  return groups.flatMap((group) => {
    const boxes = group.map(({ box }) => intoPage(box, size));
    const { dx, dy } = shiftFor(boxes, size, taken, stay);
    const copies = group.map((field, index) => {
      const box = boxes[index] ?? field.box;
      const moved = intoPage({ ...box, x: box.x + dx, y: box.y + dy }, size);
      return untied({ ...field, id: newId(), documentId, page, box: moved });
    });
    taken.push(...copies.map(({ box }) => box));
    return copies;
  });
}

/**
 * Copies at the same place of every other page of their document, except where a field of the same kind and signer stands
 * there already.
 */
export function duplicateToAllPages(
  composition: Composition,
  ids: readonly string[],
  newId: () => string,
): CopyResult {
  const spots = new Map<string, ComposedField[]>();
  for (const field of composition.fields) onSpot(spots, field).push(field);
  const added: ComposedField[] = [];
  for (const field of fieldsOf(composition, ids)) {
    const pages = composition.documents.find(({ id }) => id === field.documentId)?.pages ?? [];
    for (const [index, size] of pages.entries()) {
      const page = index + 1;
      const box = intoPage(field.box, size);
      const there = onSpot(spots, { documentId: field.documentId, page });
      if (page === field.page || there.some((other) => isSame(field, other) && sameSpot(box, other.box)))
        continue;
      const copy = untied({ ...field, id: newId(), page, box });
      there.push(copy);
      added.push(copy);
    }
  }
  return adding(added);
}

function onSpot(spots: Map<string, ComposedField[]>, spot: Spot): ComposedField[] {
  const key = keyOf(spot);
  const there = spots.get(key) ?? [];
  spots.set(key, there);
  return there;
}

function isSame(one: ComposedField, other: ComposedField): boolean {
  return one.kind === other.kind && one.signerId === other.signerId;
}

function adding(fields: readonly ComposedField[]): CopyResult {
  return { edit: addFields(fields), ids: fields.map(({ id }) => id) };
}
