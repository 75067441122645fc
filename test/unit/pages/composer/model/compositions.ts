import assert from 'node:assert/strict';
import type {
  Box,
  ComposedDocument,
  ComposedField,
  ComposedSigner,
  Composition,
  FieldKind,
  Flow,
  PageSize,
} from '../../../../../src/pages/composer/composition';

export const A4: PageSize = { width: 595, height: 842 };
export const SIDEWAYS: PageSize = { width: 842, height: 595 };
export const SMALL: PageSize = { width: 100, height: 120 };

export function signer(id: string, order = 1, name = id): ComposedSigner {
  return { id, name, email: `${id}@example.org`, order };
}

export function aDocument(id: string, pages: readonly PageSize[]): ComposedDocument {
  return { id, name: `${id}.pdf`, size: 1000, sha256: '0'.repeat(64), pages };
}

export function box(x: number, y: number, width = 100, height = 20): Box {
  return { x, y, width, height };
}

export function field(id: string, more: Partial<ComposedField> = {}): ComposedField {
  return {
    id,
    documentId: 'sow',
    signerId: 'ada',
    kind: 'text',
    page: 1,
    box: box(100, 100),
    required: true,
    ...more,
  };
}

export function composition(fields: readonly ComposedField[] = [], flow: Flow = 'Sequential'): Composition {
  return {
    name: 'Statement of Work',
    description: '',
    categories: [],
    documents: [aDocument('sow', [A4, SIDEWAYS, SMALL]), aDocument('annex', [A4, A4])],
    signers: [signer('ada', 1), signer('grace', flow === 'Parallel' ? 1 : 2)],
    observers: [],
    fields,
    options: { flow, expiresInDays: 14, sendEmails: true },
  };
}

/** So many fields over the pages, none on another. */
export function crowded(count: number): Composition {
  const kinds: readonly FieldKind[] = ['signature', 'date', 'text', 'checkbox'];
  const pages = Math.ceil(count / 50);
  const fields = Array.from({ length: count }, (_, index) =>
    field(`f${index}`, {
      documentId: 'long',
      signerId: index % 2 === 0 ? 'ada' : 'grace',
      kind: kinds[index % kinds.length] ?? 'text',
      page: 1 + Math.floor(index / 50),
      box: box(20 + (index % 5) * 110, 20 + (Math.floor(index / 5) % 10) * 70),
    }),
  );
  return { ...composition(fields), documents: [aDocument('long', Array<PageSize>(pages).fill(A4))] };
}

export function boxOf(of: Composition, id: string): Box {
  return fieldOf(of, id).box;
}
export function fieldOf(of: Composition, id: string): ComposedField {
  const found = of.fields.find((one) => one.id === id);
  assert.ok(found, `no field ${id}`);
  return found;
}

/** Gives ids n1, n2, … */
export function counter(prefix = 'n'): () => string {
  let count = 0;
  return () => `${prefix}${(count += 1)}`;
}

/** Points that adding and subtracting may cost. */
const HAIR = 1e-6;

export function assertInside(inner: Box, page: PageSize, what = 'the box'): void {
  const inside =
    inner.x >= -HAIR &&
    inner.y >= -HAIR &&
    inner.x + inner.width <= page.width + HAIR &&
    inner.y + inner.height <= page.height + HAIR;
  assert.ok(inside, `${what} ${JSON.stringify(inner)} reaches over the page ${JSON.stringify(page)}`);
  assert.ok(inner.width > 0 && inner.height > 0, `${what} has no size`);
}

/** What holds of every composition that is edited, whatever was done to it. */
export function assertSound({ documents, signers, fields, options }: Composition): void {
  for (const list of [documents, signers, fields])
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length, 'an id is there twice');
  for (const one of fields) {
    const page = documents.find(({ id }) => id === one.documentId)?.pages[one.page - 1];
    assert.ok(page, `${one.id} is on no page`);
    assertInside(one.box, page, one.id);
    assert.ok(
      signers.some(({ id }) => id === one.signerId),
      `${one.id} is nobody's`,
    );
    assert.equal('choices' in one, one.kind === 'dropdown', `choices of ${one.kind}`);
    assert.ok(one.charLimit === undefined || ['text', 'textArea'].includes(one.kind));
    assert.ok(one.alignment === undefined || ['text', 'textArea', 'date'].includes(one.kind));
  }
  const orders = signers.map(({ order }) => order);
  switch (options.flow) {
    case 'Parallel':
      assert.deepEqual(
        orders,
        orders.map(() => 1),
      );
      break;
    case 'Sequential':
      assert.deepEqual(
        orders,
        orders.map((_, index) => index + 1),
      );
      break;
    case 'Hybrid':
      assert.deepEqual(
        [...new Set(orders)].sort((one, other) => one - other),
        [...new Set(orders)].map((_, index) => index + 1),
      );
  }
}
