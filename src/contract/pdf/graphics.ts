import type { Box } from '../types';
import type { Font } from './fonts';
import type { Matrix } from './matrix';

/** How many numbers a colour has, as far as telling white from ink needs it. */
export type ColourSpace = 'gray' | 'rgb' | 'cmyk' | 'other';

/** The part of the graphics state that says where something is painted and whether it can be seen. */
export interface GraphicsState {
  /** From current user space to the page as displayed. */
  ctm: Matrix;
  /** What can be painted on, in the same space. */
  clip: Box;
  fillSpace: ColourSpace;
  strokeSpace: ColourSpace;
  /** 0 black to 1 white; `undefined` for a colour or pattern that is not known. */
  fillLight: number | undefined;
  strokeLight: number | undefined;
  fillAlpha: number;
  strokeAlpha: number;
  lineWidth: number;
  font: Font | undefined;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  /** 1 is normal. */
  scale: number;
  leading: number;
  rise: number;
  renderMode: number;
}

export function initialState(ctm: Matrix, clip: Box): GraphicsState {
  return {
    ctm,
    clip,
    fillSpace: 'gray',
    strokeSpace: 'gray',
    fillLight: 0,
    strokeLight: 0,
    fillAlpha: 1,
    strokeAlpha: 1,
    lineWidth: 1,
    font: undefined,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
  };
}

/** How light a colour is: 1 is white. */
export function lightness(space: ColourSpace, numbers: readonly number[]): number | undefined {
  const [a = 0, b = 0, c = 0, k = 0] = numbers;
  switch (space) {
    case 'gray':
      return a;
    case 'rgb':
      return Math.min(a, b, c);
    case 'cmyk':
      return 1 - Math.min(1, Math.max(a, b, c) + k);
    case 'other':
      return undefined;
  }
}
