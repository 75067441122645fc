import type { PageHtmlOptions } from '../../../src/editor/platform/pageHtml';
import type { HostMessage, PageMessage } from '../../../src/pages/protocol';
import type { Browser } from 'playwright-core';
import { Bench, type HostScript, type WindowOptions } from './bench';
import { BenchPage } from './benchPage';
import type { Theme } from './themes';

/** The details page on a bench. */
export class DetailsOnBench extends BenchPage<HostMessage, PageMessage> {}

/** The details page, which waits for what is posted, and a page that it may frame. */
export class DetailsBench extends Bench<WindowOptions> {
  private kept: unknown;
  private frameHtml = '<!DOCTYPE html><title>Signing</title><p>A page to sign.</p>';
  /** Origin of the page that is framed. */
  frameOrigin = '';

  constructor() {
    super({ name: 'details', title: 'Envelope', window: { width: 900, height: 800 } });
  }

  override async start(browser: Browser): Promise<void> {
    await super.start(browser);
    this.frameOrigin = await this.serve((_url, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(this.frameHtml);
    });
  }

  /** `kept` is what VS Code has kept of the page from before. */
  open(theme: Theme, options: WindowOptions = {}, kept?: unknown): Promise<DetailsOnBench> {
    this.kept = kept;
    return this.load(theme, options, DetailsOnBench);
  }

  /** What the framed page is from now on. */
  frame(html: string): void {
    this.frameHtml = html;
  }

  protected override policy(): Partial<PageHtmlOptions> {
    return { frameOrigins: [this.frameOrigin] };
  }

  protected override hostScript(): HostScript {
    return { kept: this.kept, answer: '() => {}' };
  }
}
