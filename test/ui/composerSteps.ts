import type { FrameLocator, Locator, Page } from 'playwright-core';
import {
  chooseFromMenu,
  explorerFile,
  openContainer,
  quickInput,
  rightClick,
  selectFromQuickPick,
  until,
  webview,
} from '../workbench';
import { Hands, type Spot } from './composerHands';

/** Kinds of fields, as they are read on screen. */
export type KindWord = 'Signature' | 'Initials' | 'Date' | 'Text' | 'Text area' | 'Checkbox' | 'Dropdown';
export type FlowWord = 'All at once' | 'One after the other' | 'In groups';
export type Who = readonly [name: string, email: string];

/** The review's picker, whatever environment and account stand before it. */
export const REVIEW = /Send "[^"]*" to \d/;

/** Points. */
const A4_WIDTH = 595;

/** What a person does in the composer. Each step ends when the person would see that it is done. */
export class ComposerSteps {
  readonly page: Page;

  /** @param hands counts what is done */
  constructor(readonly hands: Hands) {
    this.page = hands.page;
  }

  static of(page: Page): ComposerSteps {
    return new ComposerSteps(new Hands(page));
  }

  // ---- where things are ----

  /** The page in the panel that is shown. */
  get frame(): FrameLocator {
    return webview(this.page);
  }
  get title(): Locator {
    return this.frame.getByRole('textbox', { name: 'Name of the envelope' });
  }
  get stage(): Locator {
    return this.frame.locator('.stage');
  }
  get fields(): Locator {
    return this.frame.locator('.placed');
  }
  get properties(): Locator {
    return this.frame.locator('.section.properties');
  }
  /** The bar below everything. */
  get problemBar(): Locator {
    return this.frame.locator('.problem-bar');
  }

  /** A button anywhere in the composer, by what it says. */
  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }
  /** A field by what a screen reader says of it, or a part of that ("Signature, Ada Example, page 2"). */
  field(words: string | RegExp): Locator {
    return this.frame.locator('.placed').and(this.frame.getByRole('button', { name: words }));
  }
  paper(page: number, of: string): Locator {
    return this.frame.locator(`.paper[aria-label^="Page ${page} of "][aria-label$=", ${of}"]`);
  }
  /** `index` from 1. */
  signerInput(part: 'Name' | 'E-mail', index: number): Locator {
    return this.frame.getByLabel(`${part} of signer ${index}`, { exact: true });
  }
  flow(word: FlowWord): Locator {
    return this.frame.getByRole('radio', { name: word });
  }
  /** The line of a problem in the open list. */
  problem(words: string | RegExp): Locator {
    return this.frame.locator('.problem-list .problem', { hasText: words });
  }
  notice(words: string | RegExp): Locator {
    return this.frame.locator('.notices > *', { hasText: words });
  }

  // ---- opening ----

  /** Selects files of the workspace's root in the Explorer and sends them; several open the composer. */
  async open(...files: readonly string[]): Promise<void> {
    await this.select(...files);
    const [last = ''] = files.slice(-1);
    const entry = 'Send for Signature…';
    this.hands.actions += 2;
    await rightClick(this.page, explorerFile(this.page, last), entry);
    await chooseFromMenu(this.page, entry);
    await this.there();
  }

  /** Selects files of the workspace's root in the Explorer. */
  async select(...files: readonly string[]): Promise<void> {
    const { page } = this;
    await openContainer(page, 'Explorer');
    const selected = page.locator('.explorer-folders-view .monaco-list-row.selected');
    this.hands.actions += files.length;
    await until(`the selection of ${files.join(', ')}`, async () => {
      for (const [index, file] of files.entries()) {
        await explorerFile(page, file).click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] });
        // The first click opens the file, and the Explorer then selects what was opened.
        if (index === 0) await page.locator('.tab.active', { hasText: file }).waitFor();
      }
      return (await selected.count()) === files.length;
    });
  }

  /** Waits until the composer can be worked with: its form is there and a page is drawn. */
  async there(): Promise<void> {
    await this.title.waitFor();
    await this.frame.locator('.paper canvas').first().waitFor();
  }

  /** Another name for the envelope. */
  async rename(name: string): Promise<void> {
    await this.hands.click(this.title, { clickCount: 3 });
    await this.hands.type(name);
  }

  // ---- people ----

  /** Types who signs into a row, the next one if there is none yet. `index` from 1. */
  async signer(index: number, [name, email]: Who): Promise<void> {
    const nameInput = this.signerInput('Name', index);
    if (!(await nameInput.isVisible())) await this.hands.click(this.button('Add signer'));
    await nameInput.waitFor();
    await this.focus(nameInput);
    await this.hands.type(name);
    await this.focus(this.signerInput('E-mail', index));
    await this.hands.type(email);
    await this.button(`Place fields for ${name}`).waitFor();
  }

  async signers(...people: readonly Who[]): Promise<void> {
    for (const [index, who] of people.entries()) await this.signer(index + 1, who);
  }

  async chooseFlow(word: FlowWord): Promise<void> {
    await this.hands.click(this.flow(word));
    await until(word, () => this.flow(word).isChecked());
  }

  /** The next fields are this person's. */
  async fieldsFor(name: string): Promise<void> {
    await this.hands.click(this.button(`Place fields for ${name}`));
  }

  // ---- fields, by mouse ----

  /** Chooses a kind and clicks on a page, which has to be in sight; the field has the point in its middle. */
  async place(kind: KindWord, spot: Spot): Promise<void> {
    const before = await this.fields.count();
    await this.hands.click(this.kind(kind));
    await this.hands.clickAt(await this.at(spot));
    await until(`${kind} on page ${spot.page}`, async () => (await this.fields.count()) === before + 1);
  }

  kind(kind: KindWord): Locator {
    return this.frame.locator('.kinds').getByRole('button', { name: kind, exact: true });
  }

  /** Drags a field by its middle. `by`: points. */
  async dragField(field: Locator, by: { readonly x: number; readonly y: number }): Promise<void> {
    const box = await boxOf(field);
    const scale = await this.scale();
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.hands.drag(from, { x: from.x + by.x * scale, y: from.y + by.y * scale });
  }

  /** Goes to a page by its number beside the pages. */
  async goTo(page: number, of: string): Promise<void> {
    const document = this.frame.locator('.document', { hasText: of });
    await this.hands.click(document.locator(`[data-page="${page}"]`));
    await this.paper(page, of).locator('canvas').waitFor();
  }

  /** Where a point of a page is in the window, in pixels. */
  async at({ of, page, x, y }: Spot): Promise<{ readonly x: number; readonly y: number }> {
    const box = await boxOf(this.paper(page, of));
    const scale = await this.scale();
    return { x: box.x + x * scale, y: box.y + y * scale };
  }

  /** Pixels per point, told from a page of A4. */
  async scale(): Promise<number> {
    return (await boxOf(this.frame.locator('.paper').first())).width / A4_WIDTH;
  }

  // ---- properties, problems, review ----

  /** A double click on a field, two clicks. Ends at its first property. */
  async openProperties(field: Locator): Promise<void> {
    await this.hands.click(field, { clickCount: 2 });
    this.hands.actions += 1;
    await this.properties.locator(':focus').waitFor();
  }

  /** A control of the selected fields, by its label. */
  property(label: string): Locator {
    return this.properties.getByLabel(label, { exact: true });
  }

  /** Opens the list of problems. */
  async openProblems(): Promise<void> {
    const summary = this.problemBar.locator('button[aria-expanded]');
    if ((await summary.getAttribute('aria-expanded')) !== 'true') await this.hands.click(summary);
    await this.frame.locator('.problem-list').waitFor();
  }

  /** Waits until nothing is wrong any more. */
  async noProblems(): Promise<void> {
    await this.problemBar.getByText('No problems').waitFor();
  }

  /** Waits until nothing keeps it from being sent any more. */
  async noErrors(): Promise<void> {
    await this.problemBar
      .getByText(/^(No problems|\d+ (warning|note)s?)$/)
      .first()
      .waitFor();
  }

  /** Waits until the newest state is on disk. */
  async saved(): Promise<void> {
    await this.frame.locator('.saved').getByText('Saved', { exact: true }).waitFor();
  }

  /** Ends at the review. */
  async review(): Promise<Locator> {
    await this.hands.click(this.button('Review'));
    return this.reviewed();
  }

  async reviewed(): Promise<Locator> {
    const box = quickInput(this.page, REVIEW);
    await box.waitFor();
    return box;
  }

  /** Sends what stands in the review, and waits until the envelope's panel is there instead of the composer. */
  async send(name: string): Promise<void> {
    this.hands.actions += 1;
    await selectFromQuickPick(this.page, /^Send to \d/, { at: REVIEW });
    await this.sent(name);
  }

  async sent(name: string): Promise<void> {
    await this.frame.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  private async focus(input: Locator): Promise<void> {
    if (await input.evaluate((element) => element === document.activeElement)) return;
    await this.hands.click(input);
  }
}

async function boxOf(
  target: Locator,
): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${String(target)} is not to be seen.`);
  return box;
}
