import type { Locator, Page } from 'playwright-core';
import { at } from '../contract/rawClient';
import { openContainer, quickInput, until, view } from '../workbench';
import type { LocalSandbox, SandboxRequest } from './localSandbox';

export const FIND = 'Find Envelope';
export const STATUS = /In which status/;
export const CATEGORIES = /In which categories/;
export const WHEN = /Sent when/;
export const FIRST_DAY = /First day/;
export const LAST_DAY = /Last day/;
export const FILTER_NAME = /Name to save this filter under/;

/** An envelope as the service lists it. */
export interface Listed {
  readonly name: string;
  readonly status: string;
}

/** What a person does to find envelopes among many. */
export class FindingSteps {
  constructor(private readonly page: Page) {}

  /** Presses a button in the header of the envelopes. */
  async header(button: string): Promise<void> {
    await openContainer(this.page, 'jSign');
    const header = view(this.page, 'Envelopes').locator('.pane-header');
    await header.hover();
    await header.getByRole('button', { name: button, exact: true }).click();
  }

  /** Types into the open search. */
  async search(text: string): Promise<void> {
    const box = quickInput(this.page, FIND);
    await box.waitFor();
    await box.locator('.quick-input-box input').fill(text);
  }

  /** What the search has found, as far as it is drawn. */
  get found(): Locator {
    return quickInput(this.page, FIND).locator('.monaco-list-row');
  }

  /** Waits until the search says nothing of pages that it still reads. */
  async searchEnded(): Promise<void> {
    await quickInput(this.page, /^((?!Searching)[^])*$/).waitFor();
  }

  /** Types what the question does not take, one text after another, waits for what is said about each, then types the right one. */
  async corrected(
    question: RegExp,
    wrong: readonly (readonly [text: string, said: string | RegExp])[],
    right: string,
  ): Promise<void> {
    await quickInput(this.page, question).waitFor();
    // What is said stands in the place of the question.
    const box = quickInput(this.page);
    const input = box.locator('.quick-input-box input');
    for (const [text, said] of wrong) {
      await input.fill(text);
      await input.press('Enter');
      await box.getByText(said).waitFor();
    }
    await input.fill(right);
    await quickInput(this.page, question).waitFor();
    await input.press('Enter');
  }

  /** The row of a saved filter. */
  filter(name: string): Locator {
    return view(this.page, 'Envelopes')
      .locator('.monaco-list-row[role="treeitem"][aria-level="1"]')
      .filter({ has: this.page.locator('.label-name', { hasText: new RegExp(`^Filter: ${name}$`) }) });
  }

  /** The names below a filter that is drawn as the last group, from top to bottom, as far as they are drawn. */
  namesBelow(name: string): Promise<readonly string[]> {
    return view(this.page, 'Envelopes')
      .locator('.monaco-list-row[role="treeitem"]')
      .evaluateAll((rows, wanted) => {
        const drawn = rows.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
        const labels = drawn.map((row) => ({
          level: row.getAttribute('aria-level'),
          text: row.querySelector('.label-name')?.textContent ?? '',
        }));
        const start = labels.findIndex(({ level, text }) => level === '1' && text === wanted);
        return start < 0
          ? []
          : labels
              .slice(start + 1)
              .filter(({ level }) => level === '2')
              .map(({ text }) => text);
      }, `Filter: ${name}`);
  }

  /** Waits for the number that stands beside a filter. */
  async count(name: string, wanted: number): Promise<void> {
    await until(`${wanted} beside ${name}`, async () =>
      new RegExp(`(^|\\D)${wanted}(\\D|$)`).test(
        (await this.filter(name).locator('.label-description').textContent()) ?? '',
      ),
    );
  }
}

/** How many pages of the list were asked for. */
export async function pagesAsked(sandbox: LocalSandbox): Promise<number> {
  const requests = (await sandbox.control('requests')) as readonly SandboxRequest[];
  return requests.filter(({ path }) => path === '/api/v2.0/envelopes/list').length;
}

/** All that the first user's list has, newest first. */
export async function wholeList(sandbox: LocalSandbox, filter: object = {}): Promise<readonly Listed[]> {
  const client = await sandbox.client();
  const all: Listed[] = [];
  for (let page = 1; ; page += 1) {
    const { body } = await client.call('POST', '/envelopes/list', { ...filter, page, page_size: 100 });
    const rows = at(body, 'data', 'envelopes') as readonly Listed[];
    all.push(...rows);
    if (rows.length < 100) return all;
  }
}
