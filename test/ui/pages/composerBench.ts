import type { Locator } from 'playwright-core';
import { plain } from '../../../src/editor/platform/translate';
import { composerStrings } from '../../../src/editor/sending/composer/words';
import type { Composition } from '../../../src/pages/composer/composition';
import type { HostMessage, InitMessage, PageMessage } from '../../../src/pages/composer/protocol';
import { Bench, type HostScript, type WindowOptions } from './bench';
import { BenchPage } from './benchPage';
import { DOCUMENTS, EMPTY, FACTS } from './compositions';
import type { Theme } from './themes';

export interface ComposerOptions extends WindowOptions {
  readonly init?: Partial<Omit<InitMessage, 'type'>>;
  /** The extension has not answered yet. */
  readonly silent?: boolean;
  /** The bytes of documents do not come. */
  readonly noBytes?: boolean;
}

/** The composer, and an extension that answers `ready` and `load` at once, and saves every change. */
export class ComposerBench extends Bench<ComposerOptions> {
  private composition: Composition = EMPTY;
  private options: ComposerOptions = {};

  constructor() {
    super({ name: 'composer', title: 'New Envelope', window: { width: 1280, height: 900 }, pdf: true });
  }

  async open(
    theme: Theme,
    composition: Composition,
    options: ComposerOptions = {},
  ): Promise<ComposerOnBench> {
    this.composition = composition;
    this.options = options;
    const composer = await this.load(theme, options, ComposerOnBench);
    if (options.silent !== true) await composer.page.locator('.workspace').waitFor();
    return composer;
  }

  protected override hostScript(): HostScript {
    const { silent = false, noBytes = false, init } = this.options;
    const first: InitMessage = {
      type: 'init',
      strings: composerStrings(plain),
      facts: FACTS,
      composition: this.composition,
      revision: 1,
      place: undefined,
      restore: { draftId: 'draft' },
      ...init,
    };
    const documents = noBytes
      ? []
      : this.composition.documents.flatMap(({ id, sha256 }) => {
          const bytes = DOCUMENTS[id]?.();
          return bytes ? [[id, { sha256, base64: Buffer.from(bytes).toString('base64') }] as const] : [];
        });
    const answer = `(m) => {
      const documents = ${JSON.stringify(Object.fromEntries(documents))};
      if (m.type === 'ready' && !${silent}) post(${JSON.stringify(first)});
      if (m.type === 'change') post({ type: 'saved', revision: m.revision, problem: '' });
      if (m.type === 'load' && documents[m.documentId]) {
        const { sha256, base64 } = documents[m.documentId];
        const bytes = bytesOf(base64);
        post({ type: 'document', documentId: m.documentId, sha256, bytes }, [bytes]);
      }
    }`;
    return { answer };
  }
}

/** The composer on a bench. */
export class ComposerOnBench extends BenchPage<HostMessage, PageMessage> {
  /** The newest composition that the extension was told of, once it satisfies this. */
  async composed(what: string, holds: (composition: Composition) => boolean): Promise<Composition> {
    const end = Date.now() + 20_000;
    for (;;) {
      const said = await this.said();
      const last = said.findLast((message) => message.type === 'change');
      if (last?.type === 'change' && holds(last.composition)) return last.composition;
      if (Date.now() > end) throw new Error(`never: ${what}; last: ${JSON.stringify(last)}`);
      await this.page.waitForFunction(
        (count) => (Reflect.get(window, 'said') as unknown[]).length > count,
        said.length,
        { timeout: Math.max(1, end - Date.now()) },
      );
    }
  }

  /** The revision that the extension knows. */
  async revision(): Promise<number> {
    const said = await this.said();
    const last = said.findLast((message) => message.type === 'change');
    return last?.type === 'change' ? last.revision : 1;
  }

  get focused(): Locator {
    return this.page.locator(':focus');
  }
  /** Accessible name of what has the focus. */
  async focusedName(): Promise<string> {
    return this.focused.evaluate((element) => {
      const label = element.getAttribute('aria-label');
      if (label !== null) return label;
      const labels = (element as HTMLInputElement).labels as NodeListOf<HTMLLabelElement> | null | undefined;
      return (labels?.[0]?.textContent ?? element.textContent).trim();
    });
  }
}
