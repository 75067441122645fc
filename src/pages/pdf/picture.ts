import { AnnotationMode, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { h } from '../dom';

type Rendering = ReturnType<PDFPageProxy['render']>;
type Viewport = ReturnType<PDFPageProxy['getViewport']>;

/**
 * What is seen of a page. A new picture takes the place of the one before when it is finished, so that there is always something to
 * see. Appearances of annotations and form fields are drawn in; nothing can be filled in.
 */
export class Picture {
  private canvas: HTMLCanvasElement | undefined;
  private rendering: Rendering | undefined;
  private disposed = false;

  /** The canvas becomes the first child of `root`. */
  constructor(private readonly root: HTMLElement) {}

  get isThere(): boolean {
    return this.canvas !== undefined;
  }

  /** Rejects where the page cannot be drawn; see {@link isCancel}. False where nobody waits for it any more. */
  async draw(page: PDFPageProxy, viewport: Viewport): Promise<boolean> {
    const canvas = h('canvas', { 'aria-hidden': 'true' });
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    this.rendering = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
    try {
      await this.rendering.promise;
    } catch (error) {
      free(canvas);
      throw error;
    } finally {
      this.rendering = undefined;
    }
    if (this.disposed) {
      free(canvas);
      return false;
    }
    this.erase();
    this.root.prepend(canvas);
    this.canvas = canvas;
    return true;
  }

  /** Stops what is being drawn. */
  cancel(): void {
    this.rendering?.cancel();
  }

  erase(): void {
    this.canvas?.remove();
    free(this.canvas);
    this.canvas = undefined;
  }

  dispose(): void {
    this.disposed = true;
    this.cancel();
    this.erase();
  }
}

/** Browsers free the memory of a canvas late unless it is made empty. */
function free(canvas: HTMLCanvasElement | undefined): void {
  if (!canvas) return;
  canvas.width = 0;
  canvas.height = 0;
}

/** Whether drawing ended because it was stopped. */
export function isCancel(error: unknown): boolean {
  return error instanceof Error && error.name === 'RenderingCancelledException';
}
