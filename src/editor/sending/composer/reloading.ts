import { movedInside } from '../../../contract/geometry';
import type { Box, PdfInspection, TextLine } from '../../../contract/types';
import type { Draft, DraftDocument, Field } from '../../../delivery/draft';
import { anchorFields, withRoles, type Inspected } from './anchoring';
import { matchLines } from './textLines';

/** Points: text further away than this from a field says nothing about where it belongs. */
const FAR = 200;

/** A document as it was before, as far as that is still known. */
export interface Before {
  readonly inspection: PdfInspection | undefined;
  readonly lines: readonly TextLine[] | undefined;
}

export interface Reloaded {
  readonly draft: Draft;
  /** Fields whose place is gone. */
  readonly removed: number;
}

/**
 * The draft with another version of one of its documents. Fields of anchors follow their anchors, and go where those are gone; new
 * anchors get theirs. Every other field keeps its distance to the text beside it, on whatever page that is now; where that text is
 * gone, or was never known, it stays where it was as long as the page is there.
 */
export function reloaded(
  draft: Draft,
  fresh: Inspected & { readonly lines: readonly TextLine[] },
  before: Before,
  newId: () => string,
): Reloaded {
  const { document, inspection } = fresh;
  const signers = withRoles(draft.signers, draft.options.flow, inspection.anchors, newId);
  const own = draft.fields.filter(({ documentId }) => documentId === document.id);
  const anchors = numbered(anchorFields(document.id, inspection, signers));
  const tied = numbered(own.filter(({ anchor }) => anchor !== undefined));
  const wasThere = before.inspection
    ? new Set(numbered(anchorFields(document.id, before.inspection, signers)).map(({ key }) => key))
    : undefined;
  const place = placesByText(before.lines, fresh.lines, document);
  const placed = new Map<Field, Field | undefined>();
  for (const { field, key } of tied) {
    const now = anchors.find((one) => one.key === key)?.field;
    placed.set(field, now && { ...field, page: now.page, box: now.box });
  }
  for (const field of own) {
    if (field.anchor !== undefined) continue;
    const now = place(field);
    placed.set(field, now && { ...field, ...now });
  }
  const fields = draft.fields.flatMap((field) => (placed.has(field) ? (placed.get(field) ?? []) : field));
  const ids = new Set(fields.map(({ id }) => id));
  const keys = new Set(tied.map(({ key }) => key));
  // An anchor that was there before and has no field lost it because the person took it away or moved it. Where nobody knows what
  // was there, the preflight says which anchors have no field.
  const added = anchors
    .filter(({ key }) => !keys.has(key) && wasThere?.has(key) === false)
    .map(({ field }) => (ids.has(field.id) ? { ...field, id: newId() } : field));
  return {
    draft: {
      ...draft,
      documents: draft.documents.map((one) => (one.id === document.id ? document : one)),
      signers,
      fields: [...fields, ...added],
    },
    removed: [...placed.values()].filter((field) => field === undefined).length,
  };
}

interface Numbered {
  readonly field: Field;
  /** The anchor's text and which of its kind it is, in reading order. */
  readonly key: string;
}

function numbered(fields: readonly Field[]): readonly Numbered[] {
  const counts = new Map<string, number>();
  return [...fields]
    .sort((a, b) => a.page - b.page || a.box.y - b.box.y || a.box.x - b.box.x)
    .map((field) => {
      const text = field.anchor ?? '';
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      return { field, key: `${count} ${text}` };
    });
}

type Place = Pick<Field, 'page' | 'box'>;

/** Says where a field belongs in the new version; `undefined` where it has no place there. */
function placesByText(
  before: readonly TextLine[] | undefined,
  after: readonly TextLine[],
  document: DraftDocument,
): (field: Field) => Place | undefined {
  const matches = before ? matchLines(before, after) : new Map<number, number>();
  const onPage = new Map<number, { readonly line: TextLine; readonly now: TextLine }[]>();
  for (const [from, to] of matches) {
    const [line, now] = [before?.[from], after[to]];
    // An empty line looks like every other one.
    if (!line || !now || line.text.trim() === '') continue;
    const lines = onPage.get(line.page) ?? [];
    lines.push({ line, now });
    onPage.set(line.page, lines);
  }
  return (field) => {
    const near = (onPage.get(field.page) ?? [])
      .map((pair) => ({ ...pair, away: distance(field.box, pair.line.box) }))
      .filter(({ away }) => away <= FAR)
      .reduce<{ readonly line: TextLine; readonly now: TextLine; readonly away: number } | undefined>(
        (best, next) => (best && best.away <= next.away ? best : next),
        undefined,
      );
    const page = near?.now.page ?? field.page;
    const size = document.pages[page - 1];
    if (!size) return undefined;
    const { box } = field;
    const moved = near
      ? { ...box, x: box.x + near.now.box.x - near.line.box.x, y: box.y + near.now.box.y - near.line.box.y }
      : box;
    return { page, box: movedInside(moved, { x: 0, y: 0, width: size.width, height: size.height }) };
  };
}

/** Above all, how far up or down: a line of text reaches across the page. */
function distance(field: Box, line: Box): number {
  const gap = (a: number, aLength: number, b: number, bLength: number): number =>
    Math.max(0, b - (a + aLength), a - (b + bLength));
  return gap(field.y, field.height, line.y, line.height) + gap(field.x, field.width, line.x, line.width) / 4;
}
