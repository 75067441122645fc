const SVG = 'http://www.w3.org/2000/svg';

type Rect = readonly [x: number, y: number, width: number, height: number];

/** Pictures that codicons do not have: bars against a line, in the grid of 16 that codicons are drawn in. */
const GLYPHS = {
  left: [
    [2, 2, 1, 12],
    [4, 4, 9, 3],
    [4, 9, 5, 3],
  ],
  center: [
    [7.5, 2, 1, 12],
    [3, 4, 10, 3],
    [5, 9, 6, 3],
  ],
  right: [
    [13, 2, 1, 12],
    [3, 4, 9, 3],
    [7, 9, 5, 3],
  ],
  top: [
    [2, 2, 12, 1],
    [4, 4, 3, 9],
    [9, 4, 3, 5],
  ],
  middle: [
    [2, 7.5, 12, 1],
    [4, 3, 3, 10],
    [9, 5, 3, 6],
  ],
  bottom: [
    [2, 13, 12, 1],
    [4, 3, 3, 9],
    [9, 7, 3, 5],
  ],
  horizontal: [
    [2, 2, 1, 12],
    [13, 2, 1, 12],
    [6.5, 4, 3, 8],
  ],
  vertical: [
    [2, 2, 12, 1],
    [2, 13, 12, 1],
    [4, 6.5, 8, 3],
  ],
} as const satisfies Readonly<Record<string, readonly Rect[]>>;
export type GlyphName = keyof typeof GLYPHS;

/** Silent for screen readers: a word always stands beside it. */
export function glyph(name: GlyphName): Element {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [attribute, value] of Object.entries({
    class: 'glyph',
    viewBox: '0 0 16 16',
    width: '16',
    height: '16',
    fill: 'currentColor',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(attribute, value);
  for (const [x, y, width, height] of GLYPHS[name]) {
    const rect = document.createElementNS(SVG, 'rect');
    for (const [attribute, value] of Object.entries({ x, y, width, height }))
      rect.setAttribute(attribute, String(value));
    svg.append(rect);
  }
  return svg;
}
