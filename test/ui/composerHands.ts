import type { Locator, Page } from 'playwright-core';

/** A point of a page of a document, in points from its upper left corner. */
export interface Spot {
  /** The file's name. */
  readonly of: string;
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** Mouse and keyboard of somebody who works in the workbench. What is done with them is counted; what is typed as text is not. */
export class Hands {
  /** Clicks, drags and turns of the wheel. */
  actions = 0;
  /** Keys that were pressed, each with whatever was held. */
  keys = 0;

  constructor(readonly page: Page) {}

  async click(target: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
    this.actions += 1;
    await target.click(options);
  }

  /** Clicks on a point of the window, in pixels. */
  async clickAt({ x, y }: { readonly x: number; readonly y: number }): Promise<void> {
    this.actions += 1;
    await this.page.mouse.move(x, y);
    await this.page.mouse.click(x, y);
  }

  /** Presses at one point of the window and lets go at another. */
  async drag(
    from: { readonly x: number; readonly y: number },
    to: { readonly x: number; readonly y: number },
  ): Promise<void> {
    this.actions += 1;
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 6 });
    await this.page.mouse.up();
  }

  /** Keys one after the other, as Playwright names them (`Shift+F6`). */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** Text, where the focus is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
}
