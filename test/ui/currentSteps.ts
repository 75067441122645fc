import type { Page } from 'playwright-core';
import { activityIcon, expand, ready, treeRow, until } from '../workbench';
import { keptState } from './keptState';

/** How long a change may take to be seen: the time between two looks at the service, and some patience. */
export const A_LOOK = 100_000;

/** What a person sees of envelopes that change while nothing is clicked on. */
export class CurrentSteps {
  constructor(private readonly page: Page) {}

  /** Opens a group and leaves it open, so that what comes into it is seen. */
  async open(group: string): Promise<void> {
    const row = treeRow(this.page, 'Envelopes', new RegExp(`^${group}`));
    await row.waitFor();
    await expand(row);
  }

  /** Waits until an envelope stands right below this group, before the next one. */
  async stands(name: string, group: string): Promise<void> {
    await until(`${name} in ${group}`, async () => (await this.groupOf(name)) === group, A_LOOK);
  }

  /** Waits until the number on the icon says so. */
  async badge(count: number): Promise<void> {
    const badge = activityIcon(this.page, 'jSign').locator('.badge-content');
    await until(
      `the number ${count} on the icon`,
      async () => (count === 0 ? !(await badge.isVisible()) : (await badge.textContent()) === String(count)),
      A_LOOK,
    );
  }

  /** The number on the icon. */
  async badgeNow(): Promise<number> {
    const badge = activityIcon(this.page, 'jSign').locator('.badge-content');
    return (await badge.isVisible()) ? Number(await badge.textContent()) : 0;
  }

  /** Waits until the extension has written down that it knows these envelopes. */
  async knows(...ids: readonly string[]): Promise<void> {
    await until(
      'what is known to be written down',
      async () => {
        const known = await this.known();
        return ids.every((id) => known.includes(id));
      },
      A_LOOK,
    );
  }

  /** Waits until it has written down that they no longer wait. */
  async forgot(...ids: readonly string[]): Promise<void> {
    await until(
      'the end of them to be written down',
      async () => {
        const known = await this.known();
        return known !== '' && !ids.some((id) => known.includes(id));
      },
      A_LOOK,
    );
  }

  /** A new start of the window, at once: nothing has to be written down any more. */
  async startAgain(): Promise<void> {
    await this.page.reload();
    await ready(this.page);
  }

  private async known(): Promise<string> {
    const kept = await keptState(this.page);
    return Object.entries(kept)
      .filter(([key]) => key.startsWith('jsign.current.'))
      .map(([, value]) => value)
      .join('\n');
  }

  /** The group above an envelope's row; the tree draws rows from top to bottom, groups on the first level. */
  private groupOf(name: string): Promise<string | undefined> {
    return this.page
      .locator('.part.sidebar .pane')
      .filter({ has: this.page.locator('.pane-header[aria-label^="Envelopes "]') })
      .locator('.monaco-list-row[role="treeitem"]')
      .evaluateAll((rows, wanted) => {
        let group: string | undefined;
        const sorted = rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
        for (const row of sorted) {
          const label = row.querySelector('.label-name')?.textContent ?? '';
          if (row.getAttribute('aria-level') === '1') group = label;
          else if (label === wanted) return group;
        }
        return undefined;
      }, name);
  }
}
