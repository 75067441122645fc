import { explain } from '../../jsign/catalogue';
import { isJsignError } from '../../jsign/errors';
import type { Log } from './log';
import type { Button, Prompts } from './prompts';
import type { Translate } from './translate';

/** Thrown when the person leaves a command half-way; never shown, never logged as an error. */
export class Cancelled extends Error {
  readonly cancelled = true;
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** An error whose sentence is ready for the person. */
export class UserError extends Error {
  readonly userFacing = true;
  constructor(
    message: string,
    readonly advice?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UserError';
  }
}

/** The account that something is to be done with is not signed in (any more). */
export function signedOut(t: Translate): UserError {
  return new UserError(t({ text: 'This account is signed out.' }), t({ text: 'Sign in and try again.' }));
}

export function isCancelled(error: unknown): boolean {
  if (isJsignError(error)) return error.kind === 'cancelled';
  return (
    error instanceof Error &&
    ('cancelled' in error || error.name === 'AbortError' || error.name === 'Canceled')
  );
}

function isUserError(error: unknown): error is UserError {
  return error instanceof Error && 'userFacing' in error;
}

/** The one wrapper of everything a person starts: logs once, notifies once, and a cancel is no error. */
export class Actions {
  constructor(
    private readonly log: Log,
    private readonly prompts: Prompts,
    private readonly t: Translate,
    private readonly openLog: () => void,
  ) {}

  /**
   * Runs `work`. A failure is logged and shown with *Try Again* where repeating is safe. Never rejects.
   * `command` is the id for the log.
   */
  async run(command: string, work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (isCancelled(error)) {
          this.log.trace('cancelled', { command });
          return;
        }
        this.log.error('failed', error, { command });
        if (!(await this.show(error))) return;
      }
    }
  }

  /** One plain sentence, and what to do. */
  describe(error: unknown): string {
    if (isUserError(error)) return [error.message, error.advice].filter(Boolean).join(' ');
    const { message, advice } = explain(error);
    return [message, advice].flatMap((part) => (part ? [this.t(part)] : [])).join(' ');
  }

  /** Shows an error once; true when the person wants it tried again. */
  private async show(error: unknown): Promise<boolean> {
    const retry: Button = { id: 'retry', label: this.t({ text: 'Try Again' }) };
    const log: Button = { id: 'log', label: this.t({ text: 'Open Log' }) };
    const canRetry = !isUserError(error) && explain(error).canRetry;
    const choice = await this.prompts.notify({
      severity: 'error',
      message: this.describe(error),
      buttons: canRetry ? [retry, log] : [log],
    });
    if (choice === 'log') this.openLog();
    return choice === 'retry';
  }
}
