import type { ComposedField, Composition, FieldKind } from '../composition';
import { withBox } from './change';
import type { Edit } from './editor';
import { intoPage, isFiniteBox, pagesOf } from './geometry';
import { DEFAULT_SIZES, MIN_SIZE } from './sizes';

export interface NewField {
  readonly id: string;
  readonly kind: FieldKind;
  readonly signerId: string;
  readonly documentId: string;
  /** From 1. */
  readonly page: number;
  /** The middle of a field of the usual size; the upper left corner where width or height is given. Points. */
  readonly x: number;
  readonly y: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** A new field, brought onto its page. */
export function newField(composition: Composition, wish: NewField): ComposedField {
  const { id, kind, signerId, documentId, page, x, y } = wish;
  const usual = DEFAULT_SIZES[kind];
  const width = Math.max(MIN_SIZE.width, wish.width ?? usual.width);
  const height = Math.max(MIN_SIZE.height, wish.height ?? usual.height);
  const clicked = wish.width === undefined && wish.height === undefined;
  const box = clicked ? { x: x - width / 2, y: y - height / 2, width, height } : { x, y, width, height };
  const size = pagesOf(composition)({ documentId, page });
  return {
    id,
    documentId,
    signerId,
    kind,
    page,
    box: size ? intoPage(box, size) : box,
    required: kind !== 'checkbox',
    ...(kind === 'dropdown' && { choices: [] }),
  };
}

export function addField(field: ComposedField): Edit {
  return addFields([field]);
}

/** Adds those that have a new id, an existing signer and an existing page. */
export function addFields(fields: readonly ComposedField[]): Edit {
  return (composition) => {
    const known = new Set(composition.fields.map(({ id }) => id));
    const signers = new Set(composition.signers.map(({ id }) => id));
    const pageAt = pagesOf(composition);
    const added: ComposedField[] = [];
    for (const field of fields) {
      const page = pageAt(field);
      if (!page || known.has(field.id) || !signers.has(field.signerId) || !isFiniteBox(field.box)) continue;
      known.add(field.id);
      added.push(withBox(field, intoPage(field.box, page)));
    }
    return added.length === 0 ? composition : { ...composition, fields: [...composition.fields, ...added] };
  };
}

export function removeFields(ids: readonly string[]): Edit {
  return (composition) => {
    const gone = new Set(ids);
    const fields = composition.fields.filter(({ id }) => !gone.has(id));
    return fields.length === composition.fields.length ? composition : { ...composition, fields };
  };
}
