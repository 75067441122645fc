import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import type {
  Box,
  ComposedDocument,
  ComposedField,
  Composition,
} from '../../../src/pages/composer/composition';
import { until } from '../../workbench';
import type { ComposerOnBench } from './composerBench';

/** A point of a page, in points. */
export interface At {
  readonly page: number;
  readonly of?: string;
  readonly x: number;
  readonly y: number;
}

/** What a person does on the pages of a composer. */
export class Hands {
  readonly page: Page;

  constructor(
    readonly composer: ComposerOnBench,
    private readonly composition: Composition,
  ) {
    this.page = composer.page;
  }

  /** `page` from 1, `of` the file's name. */
  paper(page: number, of = 'mutual-nda.pdf'): Locator {
    return this.page.locator(`.paper[aria-label^="Page ${page} of "][aria-label$=", ${of}"]`);
  }

  field(id: string): Locator {
    return this.page.locator(`.placed[data-field="${id}"]`);
  }

  /** Where a point of a page is in the window. */
  async at({ page, of, x, y }: At): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.paper(page, of).boundingBox();
    const size = this.composition.documents.find(({ name }) => name === (of ?? 'mutual-nda.pdf'))?.pages[
      page - 1
    ];
    assert.ok(box && size);
    const scale = box.width / size.width;
    return { x: box.x + x * scale, y: box.y + y * scale };
  }

  async move(to: At): Promise<void> {
    const { x, y } = await this.at(to);
    await this.page.mouse.move(x, y, { steps: 6 });
  }

  async click(at: At): Promise<void> {
    const { x, y } = await this.at(at);
    await this.page.mouse.move(x, y);
    await this.page.mouse.click(x, y);
  }

  /** Presses at one point and lets go at another. */
  async drag(from: At, to: At): Promise<void> {
    await this.press(from);
    await this.move(to);
    await this.page.mouse.up();
  }

  async press(at: At): Promise<void> {
    const { x, y } = await this.at(at);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
  }

  /** The field with this id, once what was told of it satisfies this. */
  async told(id: string, what: string, holds: (field: ComposedField) => boolean): Promise<ComposedField> {
    const composition = await this.composer.composed(what, ({ fields }) => {
      const field = fields.find((each) => each.id === id);
      return field !== undefined && holds(field);
    });
    const field = composition.fields.find((each) => each.id === id);
    assert.ok(field);
    return field;
  }

  /** What was read out last, once it is this. */
  async heard(text: string | RegExp): Promise<void> {
    await until(`the words ${String(text)}`, async () => {
      const said = await this.page.locator('[aria-live]').allTextContents();
      return said.some((each) => (typeof text === 'string' ? each.trim() === text : text.test(each.trim())));
    });
  }

  /** Sends bytes for a document, whatever they are. */
  send({ id, sha256 }: ComposedDocument, bytes: Uint8Array): Promise<void> {
    return this.composer.postDocument(bytes, { documentId: id, sha256 });
  }
}

export function documentOf(
  id: string,
  pages: readonly (readonly [number, number])[],
  bytes?: Uint8Array,
): ComposedDocument {
  return {
    id,
    name: `${id}.pdf`,
    size: bytes?.length ?? 1000,
    sha256: createHash('sha256')
      .update(bytes ?? id)
      .digest('hex'),
    pages: pages.map(([width, height]) => ({ width, height })),
  };
}

/** The fields that are in one composition and not in the other. */
export function added(before: Composition, after: Composition): readonly ComposedField[] {
  const known = new Set(before.fields.map(({ id }) => id));
  return after.fields.filter(({ id }) => !known.has(id));
}

export function near(actual: Box, wanted: Partial<Box>, tolerance = 1): void {
  for (const [key, value] of Object.entries(wanted)) {
    const number = Reflect.get(actual, key) as number;
    assert.ok(Math.abs(number - value) <= tolerance, `${key} is ${number} and not ${value}`);
  }
}
