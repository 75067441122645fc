import { viewerStrings } from '../../../src/editor/documents/viewer/words';
import { plain } from '../../../src/editor/platform/translate';
import type { Place } from '../../../src/pages/viewer/place';
import type { HostMessage, PageMessage } from '../../../src/pages/viewer/protocol';
import { Bench, type HostScript, type WindowOptions } from './bench';
import { BenchPage } from './benchPage';
import type { Theme } from './themes';

export interface ViewerOptions extends WindowOptions {
  /** What the web view kept from before. */
  readonly state?: unknown;
  readonly place?: Place;
}

/** The viewer, and an extension that answers `ready` at once. */
export class ViewerBench extends Bench<ViewerOptions> {
  private documentBytes: Uint8Array | undefined;
  private options: ViewerOptions = {};

  constructor() {
    super({
      name: 'viewer',
      title: 'mutual-nda.pdf',
      window: { width: 900, height: 800 },
      pdf: true,
    });
  }

  /** Opens the viewer on a document; without one it waits for what is posted. */
  open(theme: Theme, bytes: Uint8Array | undefined, options: ViewerOptions = {}): Promise<ViewerOnBench> {
    this.documentBytes = bytes;
    this.options = options;
    return this.load(theme, options, ViewerOnBench);
  }

  protected override hostScript(): HostScript {
    const { place, state } = this.options;
    const init: HostMessage = { type: 'init', strings: viewerStrings(plain), place };
    const base64 = this.documentBytes && Buffer.from(this.documentBytes).toString('base64');
    const answer = `(m) => {
      if (m.type !== 'ready') return;
      post(${JSON.stringify(init)});
      const base64 = ${JSON.stringify(base64)};
      if (base64 === undefined) return;
      const bytes = bytesOf(base64);
      post({ type: 'document', bytes }, [bytes]);
    }`;
    return { kept: state, answer };
  }
}

/** The viewer on a bench. */
export class ViewerOnBench extends BenchPage<HostMessage, PageMessage> {
  /** Waits until the page field says this. */
  async onPage(page: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>('.page-input')?.value === wanted,
      String(page),
    );
  }

  /** Waits until a page has its picture and its text. */
  async drawn(page: number): Promise<void> {
    await this.page.locator(`.sheet[data-page="${page}"] canvas`).waitFor();
    await this.page.locator(`.sheet[data-page="${page}"] .text`).waitFor();
  }
}
