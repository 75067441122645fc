/** The visible part of a page in its own space (y upwards), and how far a viewer turns it clockwise. */
export interface PageFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
  /** Points per unit of the page's own space; 1 where it is missing. */
  readonly unit?: number;
}

/** Width and height of the page as a person sees it, points. */
export function displayedSize(frame: PageFrame): { readonly width: number; readonly height: number } {
  const { rotation, unit = 1 } = frame;
  const [width, height] = [frame.width * unit, frame.height * unit];
  return rotation === 90 || rotation === 270 ? { width: height, height: width } : { width, height };
}

/**
 * The page's own coordinates of a point on the page as displayed (points from its top left corner, y downwards). Text that shall
 * run to the displayed right is turned counter-clockwise by the page's rotation.
 */
export function toPage(frame: PageFrame, u: number, v: number): { readonly x: number; readonly y: number } {
  const { unit = 1 } = frame;
  const [right, down] = [u / unit, v / unit];
  switch (frame.rotation) {
    case 0:
      return { x: frame.x + right, y: frame.y + frame.height - down };
    case 90:
      return { x: frame.x + down, y: frame.y + right };
    case 180:
      return { x: frame.x + frame.width - right, y: frame.y + down };
    case 270:
      return { x: frame.x + frame.width - down, y: frame.y + frame.height - right };
  }
}
