import type { FieldKind } from '../composition';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Points, of a field that is placed by a click or a key. */
export const DEFAULT_SIZES: Readonly<Record<FieldKind, Size>> = {
  signature: { width: 150, height: 40 },
  initials: { width: 60, height: 28 },
  date: { width: 90, height: 18 },
  text: { width: 150, height: 18 },
  textArea: { width: 220, height: 60 },
  checkbox: { width: 14, height: 14 },
  dropdown: { width: 120, height: 18 },
};

/** Points; no field is drawn or resized smaller. */
export const MIN_SIZE: Size = { width: 8, height: 8 };
