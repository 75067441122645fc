import type { Locator, Page } from 'playwright-core';
import { at } from '../contract/rawClient';
import {
  contextMenu,
  fillInput,
  openContainer,
  openView,
  quickInput,
  selectFromQuickPick,
  treeRow,
  view,
} from '../workbench';
import type { LocalSandbox } from './localSandbox';
import { DAYS, SendingSteps } from './sendingSteps';

export const TEMPLATE_NAME = /Name of the template/;
export const ROLES = /Who signs, by role/;
export const TEMPLATE_REVIEW = /Create the template "/;
export const WHICH = /Which template is the envelope made of/;
export const TITLES = /Signer titles of the template/;
export const NOTES = /Private notes/;
export const ORDER = /When does each person get/;

/** What a person does with templates: makes them, finds them in their view, makes envelopes of them. */
export class TemplateSteps {
  private readonly sending: SendingSteps;

  constructor(private readonly page: Page) {
    this.sending = new SendingSteps(page);
  }

  /** Opens the view, with room for its rows. */
  async show(): Promise<void> {
    await openContainer(this.page, 'jSign');
    const envelopes = view(this.page, 'Envelopes').locator('.pane-header');
    if ((await envelopes.getAttribute('aria-expanded')) === 'true') await envelopes.locator('.title').click();
    await openView(this.page, 'Templates');
  }

  row(words: string | RegExp): Locator {
    return treeRow(this.page, 'Templates', words);
  }

  /** The row once it says so. */
  async is(words: string, state: 'Active' | 'Inactive'): Promise<void> {
    await this.row(words)
      .locator('.label-description', { hasText: new RegExp(`^${state} ·`) })
      .waitFor();
  }

  /** A button in the header of the view. */
  async header(button: string): Promise<void> {
    const header = view(this.page, 'Templates').locator('.pane-header');
    await header.hover();
    await header.getByRole('button', { name: button, exact: true }).click();
  }

  async menu(words: string, entry: string): Promise<void> {
    await contextMenu(this.page, this.row(words), entry);
  }

  async refresh(): Promise<void> {
    await this.show();
    await this.header('Refresh Templates');
  }

  /** Answers the questions for a template without anchors, to its review. */
  async toReview(name: string, roles: string): Promise<void> {
    await fillInput(this.page, name, { at: TEMPLATE_NAME });
    await fillInput(this.page, roles, { at: ROLES });
    await this.sending.at(TEMPLATE_REVIEW);
  }

  async create(): Promise<void> {
    await selectFromQuickPick(this.page, 'Create Template', { at: TEMPLATE_REVIEW });
  }

  /** Answers who signs for a title. */
  async signsAs(title: string, [name, email]: readonly [string, string]): Promise<void> {
    const box = quickInput(this.page, new RegExp(`Who signs as ${title}\\?`));
    await box.locator('.quick-input-box input').fill(`${name} <${email}>`);
    await box.locator('.monaco-list-row', { hasText: email }).first().click();
  }

  /** From the question for notes to the review: no notes, all at once, two weeks. */
  async usual(): Promise<void> {
    await selectFromQuickPick(this.page, /^Continue/, { at: NOTES });
    await selectFromQuickPick(this.page, 'At the same time', { at: ORDER });
    await selectFromQuickPick(this.page, '2 weeks', { at: DAYS });
  }
}

/** How often each of these operations was asked for, by path. */
export async function callsOf(sandbox: LocalSandbox): Promise<(path: string) => number> {
  const requests = (await sandbox.control('requests')) as readonly { readonly path: string }[];
  return (path) => requests.filter((request) => request.path === `/api/v2.0${path}`).length;
}

/** How many envelopes people were invited to. */
export async function invited(sandbox: LocalSandbox): Promise<number> {
  return (await sandbox.sends()).envelopes;
}

interface Listed {
  readonly template_id: string;
  readonly name: string;
  readonly status: string;
}

/** What the service has, asked for by a client that is not ours. */
export async function listed(sandbox: LocalSandbox): Promise<readonly Listed[]> {
  const reply = await (await sandbox.client()).call('GET', '/templates/list?page=1&pageSize=100');
  return at(reply.body, 'data', 'templates') as readonly Listed[];
}

/** Deletes it by a client that is not ours. */
export async function deleteElsewhere(sandbox: LocalSandbox, name: string): Promise<void> {
  const found = (await listed(sandbox)).find((template) => template.name === name);
  if (!found) throw new Error(`there is no template ${name}`);
  const reply = await (await sandbox.client()).call('PUT', `/templates/${found.template_id}/action/delete`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply));
}
