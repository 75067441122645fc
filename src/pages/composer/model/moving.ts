import type { Box } from '../composition';
import { fieldsOf, mapFields, untied, withBox } from './change';
import type { Edit } from './editor';
import { bottom, clamp, intoPage, isFiniteBox, pagesOf, right, type Spot } from './geometry';
import { MIN_SIZE } from './sizes';

/** Moves all by the same points, as far as none of them leaves its page. What moves is no longer tied to its anchor. */
export function moveFields(ids: readonly string[], dx: number, dy: number): Edit {
  return (composition) => {
    if (!Number.isFinite(dx) || !Number.isFinite(dy)) return composition;
    const pageAt = pagesOf(composition);
    let [left, most, up, down] = [-Infinity, Infinity, -Infinity, Infinity];
    for (const field of fieldsOf(composition, ids)) {
      const page = pageAt(field);
      if (!page) continue;
      // A field that reaches over an edge already may stay so, and holds nobody back from going inwards.
      left = Math.max(left, Math.min(0, -field.box.x));
      most = Math.min(most, Math.max(0, page.width - right(field.box)));
      up = Math.max(up, Math.min(0, -field.box.y));
      down = Math.min(down, Math.max(0, page.height - bottom(field.box)));
    }
    const across = clamp(dx, left, most);
    const along = clamp(dy, up, down);
    if (across === 0 && along === 0) return composition;
    return mapFields(composition, ids, (field) => {
      if (!pageAt(field)) return field;
      const { x, y, width, height } = field.box;
      return withBox(field, { x: x + across, y: y + along, width, height });
    });
  };
}

/** The field in this box: cut off at the edges of the page, never smaller than {@link MIN_SIZE}; the edge that was dragged gives way. */
export function resizeField(id: string, box: Box): Edit {
  return (composition) => {
    if (!isFiniteBox(box)) return composition;
    const pageAt = pagesOf(composition);
    return mapFields(composition, [id], (field) => {
      const page = pageAt(field);
      if (!page) return field;
      const { box: old } = field;
      const across = fitted([box.x, right(box)], [old.x, right(old)], page.width, MIN_SIZE.width);
      const along = fitted([box.y, bottom(box)], [old.y, bottom(old)], page.height, MIN_SIZE.height);
      return withBox(field, {
        x: across.start,
        y: along.start,
        width: across.size,
        height: along.size,
      });
    });
  };
}

type Range = readonly [start: number, end: number];

function fitted([start, end]: Range, [oldStart, oldEnd]: Range, room: number, wanted: number) {
  const least = Math.min(wanted, room);
  let from = clamp(start, 0, room);
  const to = clamp(end, 0, room);
  if (to - from >= least) {
    // Where nothing was cut off the numbers stay as they came: 0.1 + 0.2 - 0.2 is not 0.1.
    const size = from === start && to === end ? end - start : to - from;
    return { start: from, size };
  }
  const startMoved = Math.abs(start - oldStart) > Math.abs(end - oldEnd);
  if (startMoved) from = to - least;
  return { start: clamp(from, 0, room - least), size: least };
}

/** The fields at the same place of another page, maybe of another document. */
export function moveToPage(ids: readonly string[], documentId: string, page: number): Edit {
  return (composition) => {
    const spot: Spot = { documentId, page };
    const size = pagesOf(composition)(spot);
    if (!size) return composition;
    return mapFields(composition, ids, (field) => {
      if (field.documentId === documentId && field.page === page) return field;
      return untied({ ...field, documentId, page, box: intoPage(field.box, size) });
    });
  };
}
