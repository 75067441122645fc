import type { Box } from '../types';
import type { Font } from './fonts';
import type { GraphicsState } from './graphics';
import { IDENTITY, matrixOf, multiply, type Matrix } from './matrix';
import type { Value } from './values';

/** A character where it stands, as displayed. */
export interface PlacedGlyph {
  readonly text: string;
  readonly box: Box;
  /** On the baseline, where the character begins and where the next one would. */
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** Of the type, points. */
  readonly size: number;
}

/** Follows the text operators and tells where each character comes to stand. */
export class TextPlacer {
  #matrix: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;

  /**
   * @param emit is told each character
   * @param scan is told each string before anything is placed; strings it answers with `false` are left alone (then characters
   *             behind them stand in the wrong place, which matters to nobody who only scans)
   */
  constructor(
    private readonly emit: (glyph: PlacedGlyph) => void,
    private readonly scan?: (font: Font, bytes: Uint8Array) => boolean,
  ) {}

  /** Runs a form's content, which has text matrices of its own. */
  form(run: () => void): void {
    const [matrix, line] = [this.#matrix, this.#line];
    run();
    this.#matrix = matrix;
    this.#line = line;
  }

  /** Whether it was an operator of this kind. */
  operator(word: string, operands: readonly Value[], state: GraphicsState): boolean {
    const n = (i: number): number => {
      const value = operands[i];
      return typeof value === 'number' ? value : 0;
    };
    switch (word) {
      case 'BT':
        this.#matrix = this.#line = IDENTITY;
        return true;
      case 'Tc':
        state.charSpacing = n(0);
        return true;
      case 'Tw':
        state.wordSpacing = n(0);
        return true;
      case 'Tz':
        state.scale = n(0) / 100;
        return true;
      case 'TL':
        state.leading = n(0);
        return true;
      case 'Tr':
        state.renderMode = n(0);
        return true;
      case 'Ts':
        state.rise = n(0);
        return true;
      case 'TD':
        state.leading = -n(1);
        this.#move(n(0), n(1));
        return true;
      case 'Td':
        this.#move(n(0), n(1));
        return true;
      case 'T*':
        this.#move(0, -state.leading);
        return true;
      case 'Tm':
        this.#matrix = this.#line = matrixOf(operands) ?? this.#line;
        return true;
      case 'Tj':
        this.#show(operands[0], state);
        return true;
      case 'TJ':
        this.#showAll(operands[0], state);
        return true;
      case "'":
        this.#move(0, -state.leading);
        this.#show(operands[0], state);
        return true;
      case '"':
        state.wordSpacing = n(0);
        state.charSpacing = n(1);
        this.#move(0, -state.leading);
        this.#show(operands[2], state);
        return true;
      default:
        return false;
    }
  }

  #move(x: number, y: number): void {
    this.#line = multiply([1, 0, 0, 1, x, y], this.#line);
    this.#matrix = this.#line;
  }

  #advance(x: number, y: number): void {
    this.#matrix = multiply([1, 0, 0, 1, x, y], this.#matrix);
  }

  #showAll(items: Value | undefined, state: GraphicsState): void {
    if (!Array.isArray(items)) return;
    for (const item of items as readonly Value[]) {
      if (typeof item === 'number') {
        const distance = (-item / 1000) * state.fontSize;
        if (state.font?.vertical === true) this.#advance(0, distance);
        else this.#advance(distance * state.scale, 0);
      } else this.#show(item, state);
    }
  }

  #show(bytes: Value | undefined, state: GraphicsState): void {
    const { font, fontSize, scale } = state;
    if (!(bytes instanceof Uint8Array) || font === undefined) return;
    if (this.scan?.(font, bytes) === false) return;
    const space = multiply(this.#matrix, state.ctm);
    const [a, b, c, d, e, f] = multiply([fontSize * scale, 0, 0, fontSize, 0, state.rise], space);
    const size = Math.hypot(c, d);
    const { vertical, ascent, descent } = font;
    // How far the line has come since its start, in text space: one matrix serves the whole string.
    let along = 0;
    for (const { text, width, isSpace } of font.decode(bytes)) {
      const spacing = state.charSpacing + (isSpace ? state.wordSpacing : 0);
      const x = e + along * (vertical ? space[2] : space[0]);
      const y = f + along * (vertical ? space[3] : space[1]);
      const box = vertical
        ? around(x, y, a, b, c, d, -0.5, 0.5, -width, 0)
        : around(x, y, a, b, c, d, 0, width, descent, ascent);
      const [dx, dy] = vertical ? [-width * c, -width * d] : [width * a, width * b];
      if (Number.isFinite(box.x + box.y + box.width + box.height)) {
        this.emit({ text, box, from: { x, y }, to: { x: x + dx, y: y + dy }, size });
      }
      along += vertical ? -width * fontSize + spacing : (width * fontSize + spacing) * scale;
    }
    if (vertical) this.#advance(0, along);
    else this.#advance(along, 0);
  }
}

/** The box around a rectangle at a point, after the linear part of a transformation. */
function around(
  x: number,
  y: number,
  a: number,
  b: number,
  c: number,
  d: number,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
): Box {
  const left = Math.min(a * x0, a * x1) + Math.min(c * y0, c * y1);
  const top = Math.min(b * x0, b * x1) + Math.min(d * y0, d * y1);
  return {
    x: x + left,
    y: y + top,
    width: Math.max(a * x0, a * x1) + Math.max(c * y0, c * y1) - left,
    height: Math.max(b * x0, b * x1) + Math.max(d * y0, d * y1) - top,
  };
}
