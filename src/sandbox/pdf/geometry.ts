/** The visible part of a page in its own space (points, y upwards), and how far a viewer turns it clockwise. */
export interface PageFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
}

/** Width and height of the page as a person sees it. */
export function displayedSize(frame: PageFrame): { readonly width: number; readonly height: number } {
  return frame.rotation === 90 || frame.rotation === 270
    ? { width: frame.height, height: frame.width }
    : { width: frame.width, height: frame.height };
}

/**
 * The page's own coordinates of a point on the page as displayed (points from its top left corner, y downwards). Text that shall
 * run to the displayed right is turned counter-clockwise by the page's rotation.
 */
export function toPage(frame: PageFrame, u: number, v: number): { readonly x: number; readonly y: number } {
  switch (frame.rotation) {
    case 0:
      return { x: frame.x + u, y: frame.y + frame.height - v };
    case 90:
      return { x: frame.x + v, y: frame.y + u };
    case 180:
      return { x: frame.x + frame.width - u, y: frame.y + v };
    case 270:
      return { x: frame.x + frame.width - v, y: frame.y + frame.height - u };
  }
}
