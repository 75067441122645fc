import type { Box, ComposedField } from '../composition';
import { fieldsOf, mapFields, withBox } from './change';
import type { Edit } from './editor';
import { bottom, byPage, hullOf, middle, pagesOf, right } from './geometry';

export type AlignEdge = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';
export type DistributeAxis = 'horizontal' | 'vertical';

/** Brings fields of one page to a common line: the outermost edge of them all, or the middle of the box around them. */
export function alignFields(ids: readonly string[], edge: AlignEdge): Edit {
  return arranged(ids, 2, (fields) => {
    const hull = hullOf(fields.map(({ box }) => box));
    return fields.map(({ box }) => aligned(box, hull, edge));
  });
}

function aligned(box: Box, hull: Box, edge: AlignEdge): Box {
  switch (edge) {
    case 'left':
      return { ...box, x: hull.x };
    case 'center':
      return { ...box, x: middle(hull).x - box.width / 2 };
    case 'right':
      return { ...box, x: right(hull) - box.width };
    case 'top':
      return { ...box, y: hull.y };
    case 'middle':
      return { ...box, y: middle(hull).y - box.height / 2 };
    case 'bottom':
      return { ...box, y: bottom(hull) - box.height };
  }
}

/** Makes the gaps between fields of one page equal; from three on. All together they reach from where to where they did. */
export function distributeFields(ids: readonly string[], axis: DistributeAxis): Edit {
  return arranged(ids, 3, (fields) => {
    const across = axis === 'horizontal';
    const boxes = fields.map(({ box }) => box);
    const hull = hullOf(boxes);
    const starts = across
      ? spread(
          boxes.map(({ x, width }) => ({ start: x, size: width })),
          hull.x,
          hull.width,
        )
      : spread(
          boxes.map(({ y, height }) => ({ start: y, size: height })),
          hull.y,
          hull.height,
        );
    return boxes.map((box, index) => {
      const start = starts[index];
      if (start === undefined) return box;
      return across ? { ...box, x: start } : { ...box, y: start };
    });
  });
}

interface Stretch {
  readonly start: number;
  readonly size: number;
}

/** New starts, in the order of the stretches. */
function spread(stretches: readonly Stretch[], from: number, extent: number): readonly number[] {
  const order = stretches
    .map((stretch, index) => ({ ...stretch, index }))
    .sort((one, other) => one.start + one.size / 2 - (other.start + other.size / 2));
  const gap = (extent - order.reduce((sum, { size }) => sum + size, 0)) / (order.length - 1);
  const starts: number[] = new Array<number>(order.length).fill(from);
  let next = from;
  for (const [place, { size, index }] of order.entries()) {
    // What does not fit beside each other overlaps evenly, and still nothing stands out.
    const part = place / (order.length - 1);
    starts[index] = gap >= 0 ? next : from + part * (extent - size);
    next += size + gap;
  }
  return starts;
}

/** New boxes for the chosen fields of each page on which there are at least so many. */
function arranged(
  ids: readonly string[],
  least: number,
  arrange: (fields: readonly ComposedField[]) => readonly Box[],
): Edit {
  return (composition) => {
    const pageAt = pagesOf(composition);
    const boxes = new Map<string, Box>();
    for (const fields of byPage(fieldsOf(composition, ids))) {
      const [first] = fields;
      if (!first || !pageAt(first) || fields.length < least) continue;
      const after = arrange(fields);
      fields.forEach(({ id, box }, index) => boxes.set(id, after[index] ?? box));
    }
    return mapFields(composition, boxes.keys(), (field) =>
      withBox(field, settled(field.box, boxes.get(field.id) ?? field.box)),
    );
  };
}

/** Points below which a place counts as kept: arranging what is arranged changes nothing. */
const HAIR = 1e-6;

function settled(before: Box, after: Box): Box {
  return {
    ...before,
    x: Math.abs(after.x - before.x) < HAIR ? before.x : after.x,
    y: Math.abs(after.y - before.y) < HAIR ? before.y : after.y,
  };
}
