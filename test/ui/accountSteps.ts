import type { Locator, Page } from 'playwright-core';
import type { SandboxFacts, SandboxUser } from '../contract/sandboxProgram';
import {
  activityIcon,
  fillInput,
  notification,
  openContainer,
  quickInput,
  runCommand,
  selectFromQuickPick,
  until,
  view,
} from '../workbench';

/** What a person types to sign in at a host of their own. */
export interface Typed {
  readonly host: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly email: string;
  readonly password: string;
}

export function typedFor(facts: SandboxFacts, user: SandboxUser): Typed {
  const { url, apiKey, apiSecret } = facts;
  return { host: url, apiKey, apiSecret, email: user.email, password: user.password };
}

/** Words of each question, by which its box is known. */
export const QUESTION = {
  environment: 'Where do you want to sign in?',
  host: 'Address of the service',
  apiKey: 'API key. It stands',
  apiSecret: 'API secret that belongs',
  email: 'E-mail address you sign in',
  password: 'Password. It is used once',
} as const;
export type Question = keyof typeof QUESTION;

export function box(page: Page, question: Question): Locator {
  return quickInput(page, QUESTION[question]).locator('.quick-input-box input');
}

/** Answers the questions of a sign-in at a custom host, from the first one to the password. */
export async function answerAll(page: Page, typed: Typed): Promise<void> {
  await selectFromQuickPick(page, 'Custom Host…', { at: QUESTION.environment });
  for (const question of ['host', 'apiKey', 'apiSecret', 'email', 'password'] as const)
    await fillInput(page, typed[question], { at: QUESTION[question] });
}

/** The whole way in, by the command, to an account whose name stands above the envelopes. */
export async function signIn(page: Page, typed: Typed): Promise<void> {
  await runCommand(page, 'jSign: Sign In');
  await answerAll(page, typed);
  await openContainer(page, 'jSign');
  await accountInUse(page, typed.email).waitFor();
}

/** The header of the envelopes while this account is in use. */
export function accountInUse(page: Page, email: string): Locator {
  return view(page, 'Envelopes').locator('.pane-header .description', { hasText: email });
}

/** The entry of the status bar. */
export function statusEntry(page: Page, words: string | RegExp): Locator {
  return page.locator('.statusbar-item[id$="jsign.account"]', { hasText: words });
}

export async function closeToast(page: Page, words: string | RegExp): Promise<void> {
  const { toast } = notification(page, words);
  await toast.hover();
  await toast.locator('.codicon-notifications-clear').click();
  await toast.waitFor({ state: 'hidden' });
}

/**
 * Waits until no toast is left. VS Code drops the fourth toast within 800 ms, as protection from floods: no person is that quick to
 * try again.
 */
export async function quiet(page: Page): Promise<void> {
  await until('the end of all toasts', async () => (await page.locator('.notification-toast').count()) === 0);
}

/** Opens the Accounts menu of the activity bar. */
export async function openAccountsMenu(page: Page): Promise<void> {
  await activityIcon(page, 'Accounts').click();
  await page.locator('.monaco-menu').first().waitFor();
}
