import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { quickInput } from './actions';
import { until } from './until';

/**
 * Answers VS Code's own dialog for a file that is to be opened, which is about to come.
 * @param title words of the dialog's title
 * @param file an absolute path
 * @param listed a name that the dialog shows in the file's folder, where it hides the file itself
 */
export async function chooseFile(
  page: Page,
  title: string,
  file: string,
  listed = path.basename(file),
): Promise<void> {
  const dialog = new FileDialog(quickInput(page, title));
  await dialog.ready();
  await dialog.find(path.dirname(file), listed);
  await dialog.type(file);
  if (listed === path.basename(file)) await dialog.found(listed);
  await dialog.accept();
}

/** Answers VS Code's own dialog for a folder, which is about to come. `folder`: an absolute path; it must exist. */
export async function chooseFolder(page: Page, folder: string): Promise<void> {
  const dialog = new FileDialog(quickInput(page));
  await dialog.ready();
  await dialog.enter(folder);
  await dialog.accept();
}

/**
 * Answers VS Code's own dialog for a file that is to be saved, which is about to come.
 * @param file an absolute path in a folder that exists
 * @param suggested called when the dialog shows its suggestion
 */
export async function saveAs(page: Page, file: string, suggested?: () => Promise<void>): Promise<void> {
  const dialog = new FileDialog(quickInput(page));
  await dialog.ready();
  await suggested?.();
  const folder = path.dirname(file);
  if (path.dirname(await dialog.value()) !== folder) await dialog.enter(folder);
  await dialog.type(file);
  await dialog.accept();
}

/** Each step waits for a folder to be read: an Enter that comes meanwhile can leave the dialog busy for ever. */
class FileDialog {
  constructor(private readonly box: Locator) {}

  /** Until it shows the folder it starts in; before that it writes its suggestion over whatever is typed. */
  ready(): Promise<void> {
    return this.row('..').first().waitFor();
  }

  /** Goes to a folder. Its own name is not listed in it, so the list of its parent has gone when that has. */
  async enter(folder: string): Promise<void> {
    const name = path.basename(folder);
    await this.find(path.dirname(folder), name);
    await this.type(`${folder}${path.sep}`);
    await this.row(name).first().waitFor({ state: 'detached' });
    await this.ready();
  }

  /** Makes a name of a folder's list the one that Enter would take, which also scrolls to it. */
  async find(folder: string, name: string): Promise<void> {
    await until(`${name} in the dialog`, async () => {
      await this.type(`${folder}${path.sep}`);
      await this.type(path.join(folder, name));
      return this.isFound(name);
    });
  }

  async found(name: string): Promise<void> {
    await until(`${name} to be the one that Enter takes`, () => this.isFound(name));
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  type(text: string): Promise<void> {
    return this.input.fill(text);
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
    await this.box.waitFor({ state: 'hidden' });
  }

  private get input(): Locator {
    return this.box.locator('.quick-input-box input');
  }

  private async isFound(name: string): Promise<boolean> {
    return (await this.row(name).and(this.box.locator('.focused')).count()) > 0;
  }

  private row(name: string): Locator {
    return this.box
      .locator('.monaco-list-row')
      .filter({ has: this.box.page().getByText(name, { exact: true }) });
  }
}
