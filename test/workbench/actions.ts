import { errors, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { until } from './until';

/** Menus ignore clicks in their first 100 ms, so that the click that opened one does not choose from it. */
const MENU_GUARD_MS = 250;
/** How long the palette is given to offer a command before it is opened again. */
const OFFER_MS = 3_000;

const exactly = (text: string): RegExp =>
  new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);

/** Keys pressed while a frame inside a webview has the focus never reach the workbench. */
async function leaveFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLIFrameElement) document.activeElement.blur();
  });
}

/**
 * Runs a command by its title in the palette, with its category ("jSign: Sign In"). An open palette does not learn of commands that
 * come later, so at the start of a window it is opened again until the command is there.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  await leaveFrames(page);
  const box = quickInput(page);
  const label = page.locator('.quick-input-list-label .label-name', { hasText: exactly(title) });
  const row = box.locator('.monaco-list-row').filter({ has: label }).first();
  await until(`the command ${title} in the palette`, async () => {
    await page.keyboard.press('F1');
    try {
      // A key is lost where a dialog is just closing.
      await box.locator('.quick-input-box input').fill(`>${title}`, { timeout: OFFER_MS });
      await row.click({ timeout: OFFER_MS });
      return true;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      // Something that came late may take the keys: a dialog, a menu.
      await page.keyboard.press('Escape');
      await closeQuickInput(page);
      return false;
    }
  });
}

/** Leaves whatever picker or input box is open. The first Escape may only close a tooltip, or go to something else. */
export async function closeQuickInput(page: Page): Promise<void> {
  const box = quickInput(page);
  await until('the end of the open question', async () => {
    if (!(await box.isVisible())) return true;
    await leaveFrames(page);
    await page.keyboard.press('Escape');
    return box.waitFor({ state: 'hidden', timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
}

/**
 * The open picker or input box.
 * @param at words of its title, prompt or placeholder: without them an earlier step's box would be taken for the next one's
 */
export function quickInput(page: Page, at?: string | RegExp): Locator {
  const box = page.locator('.quick-input-widget:visible');
  if (at === undefined) return box;
  return box.filter({ hasText: at }).or(box.filter({ has: page.getByPlaceholder(at) }));
}

export interface PickOptions {
  /** Words of the picker's title, prompt or placeholder. */
  readonly at?: string | RegExp;
  /** Typed first, for a list too long to be drawn as a whole. */
  readonly filter?: string;
}

/** Clicks on an entry of a picker. */
export async function selectFromQuickPick(
  page: Page,
  entry: string | RegExp,
  options: PickOptions = {},
): Promise<void> {
  const box = quickInput(page, options.at);
  if (options.filter !== undefined) await box.locator('.quick-input-box input').fill(options.filter);
  const row = box.locator('.monaco-list-row', { hasText: entry }).first();
  await row.waitFor();
  await endHover(page);
  await row.click();
}

/** Ticks entries of a picker of several and confirms it. */
export async function selectSeveral(
  page: Page,
  entries: readonly (string | RegExp)[],
  options: PickOptions = {},
): Promise<void> {
  const box = quickInput(page, options.at);
  for (const entry of entries)
    await box.locator('.monaco-list-row', { hasText: entry }).first().getByRole('checkbox').check();
  await box.getByRole('button', { name: 'OK' }).click();
}

export interface FillOptions {
  /** Words of the box's title, prompt or placeholder. */
  readonly at?: string | RegExp;
  /** false: the text is only typed, for instance to see what is said about it. */
  readonly accept?: boolean;
}

/** Types into an input box and presses Enter. */
export async function fillInput(page: Page, text: string, options: FillOptions = {}): Promise<void> {
  const input = quickInput(page, options.at).locator('.quick-input-box input');
  await input.fill(text);
  if (options.accept !== false) await input.press('Enter');
}

/** Clicks on a button in the title bar of the open picker or input box ("Back"). */
export async function quickInputButton(
  page: Page,
  name: string | RegExp,
  at?: string | RegExp,
): Promise<void> {
  await quickInput(page, at).locator('.quick-input-titlebar').getByRole('button', { name }).click();
}

/** Clicks on a button of the modal dialog that has these words, and waits until the dialog is gone. */
export async function dialogButton(
  page: Page,
  words: string | RegExp,
  button: string | RegExp,
): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box', { hasText: words });
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export interface Notification {
  readonly toast: Locator;
  /** Clicks on one of its buttons. */
  button(name: string | RegExp): Promise<void>;
}

/** The toast with these words. */
export function notification(page: Page, words: string | RegExp): Notification {
  const toast = page.locator('.notifications-toasts .notification-toast', { hasText: words });
  return { toast, button: (name) => toast.getByRole('button', { name }).click() };
}

/** Right-clicks and chooses from the menu. */
export async function contextMenu(page: Page, target: Locator, label: string): Promise<void> {
  await rightClick(page, target, label);
  await chooseFromMenu(page, label);
}

/** Right-clicks until the menu with this entry is there: a row may move away under the mouse while lists are read. */
export async function rightClick(page: Page, target: Locator, entry: string): Promise<void> {
  const item = menuItem(page, entry);
  await until(`the menu with ${entry}`, async () => {
    await endHover(page);
    await target.click({ button: 'right' });
    const opened = await item.waitFor({ timeout: OFFER_MS }).then(
      () => true,
      () => false,
    );
    if (!opened) await page.keyboard.press('Escape');
    return opened;
  });
}

function menuItem(page: Page, label: string): Locator {
  return page
    .locator('.monaco-menu .action-menu-item')
    .filter({ has: page.locator('.action-label', { hasText: exactly(label) }) });
}

/** Chooses from the menu that is open. */
export async function chooseFromMenu(page: Page, label: string): Promise<void> {
  const item = menuItem(page, label);
  await item.hover();
  await page.waitForTimeout(MENU_GUARD_MS);
  await item.click();
  await item.waitFor({ state: 'hidden' });
}

/** Shows a view container by its icon in the activity bar. */
export async function openContainer(page: Page, title: string): Promise<void> {
  const icon = activityIcon(page, title);
  // A click on the icon of the container that is open would close it.
  if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
  await page.locator('.part.sidebar .composite.title', { hasText: title }).waitFor();
}

/** An icon of the activity bar; its label goes on with a badge's text ("jSign - 2 envelopes"). */
export function activityIcon(page: Page, title: string): Locator {
  const label = page.locator(
    `a.action-label[aria-label="${title}"], a.action-label[aria-label^="${title} "]`,
  );
  return page.locator('.part.activitybar .action-item').filter({ has: label }).first();
}

/** A view of the open container: its header and its body. */
export function view(page: Page, title: string): Locator {
  return page
    .locator('.part.sidebar .pane')
    .filter({ has: page.locator(`.pane-header[aria-label^="${title} "]`) });
}

/** Opens a folded view. */
export async function openView(page: Page, title: string): Promise<void> {
  const header = view(page, title).locator('.pane-header');
  if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  await view(page, title).locator('.pane-body').waitFor();
}

/** A row of a tree view. */
export function treeRow(page: Page, viewTitle: string, words: string | RegExp): Locator {
  return view(page, viewTitle).locator('.monaco-list-row[role="treeitem"]', { hasText: words }).first();
}

/** Opens a folded row. */
export async function expand(row: Locator): Promise<void> {
  if ((await row.getAttribute('aria-expanded')) !== 'false') return;
  await endHover(row.page());
  await row.locator('.monaco-tl-twistie').click();
}

/** A tooltip of what the mouse rests on may lie over what is wanted next; it goes when the mouse moves elsewhere. */
async function endHover(page: Page): Promise<void> {
  const tooltip = page.locator('.context-view .monaco-hover').first();
  for (const place of [0, 2, 4, 6, 8]) {
    await page.mouse.move(place, 0, { steps: 2 });
    if (!(await tooltip.isVisible())) return;
    try {
      await tooltip.waitFor({ state: 'hidden', timeout: 1_000 });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
    }
  }
}

/** A file in the Explorer, which has to be open. */
export function explorerFile(page: Page, name: string): Locator {
  return page
    .locator('.explorer-folders-view .monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: exactly(name) }) });
}

/** The document of a webview that is shown, two frames down. */
export function webview(page: Page, nth = 0): FrameLocator {
  return page.locator('iframe.webview.ready:visible').nth(nth).contentFrame().frameLocator('#active-frame');
}
