import type { FieldKind } from './types';

/** Points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a field of a kind has where nothing else says it. The page of the composer has a copy: it may import nothing from here. */
export const USUAL_SIZES: Readonly<Record<FieldKind, Size>> = {
  signature: { width: 150, height: 40 },
  initials: { width: 60, height: 28 },
  date: { width: 90, height: 18 },
  text: { width: 150, height: 18 },
  textArea: { width: 220, height: 60 },
  checkbox: { width: 14, height: 14 },
  dropdown: { width: 120, height: 18 },
};

/** Below this what is written into a field cannot be read, or a box be hit. */
export const LEAST_SIZES: Readonly<Record<FieldKind, Size>> = {
  signature: { width: 70, height: 18 },
  initials: { width: 24, height: 14 },
  date: { width: 50, height: 9 },
  text: { width: 24, height: 9 },
  textArea: { width: 40, height: 18 },
  checkbox: { width: 7, height: 7 },
  dropdown: { width: 30, height: 9 },
};
