import type { Accounts, Session, SessionState } from '../account/api';
import { Cancelled } from '../platform/actions';
import type { CommandId } from '../platform/commandIds';
import type { Button, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';

/** Gives the session in use; while nobody is signed in it offers the ways to get one. */
export class SessionNeeded {
  constructor(
    private readonly accounts: Accounts,
    private readonly prompts: Prompts,
    private readonly t: Translate,
    private readonly execute: (command: CommandId) => PromiseLike<unknown>,
  ) {}

  /** @throws Cancelled when the person does not sign in. */
  async get(): Promise<Session> {
    const state = await this.settled();
    if (state.kind === 'signedIn' && !state.session.refused) return state.session;
    const signIn: Button = { id: 'signIn', label: this.t({ text: 'Sign In' }) };
    const choice =
      state.kind === 'signedIn'
        ? await this.prompts.notify({
            severity: 'warning',
            message: this.t({ text: 'The sign-in has ended. Sign in again to send something.' }),
            buttons: [signIn],
          })
        : await this.prompts.notify({
            severity: 'info',
            message: this.t({
              text: 'To send something you need a jSign account, or the local sandbox to try it out.',
            }),
            buttons: [signIn, { id: 'try', label: this.t({ text: 'Try Without an Account' }) }],
          });
    if (choice === undefined) throw new Cancelled();
    await this.execute(choice === 'signIn' ? 'jsign.signIn' : 'jsign.tryWithoutAccount');
    const after = await this.settled();
    // Those commands have said by themselves what went wrong.
    if (after.kind !== 'signedIn' || after.session.refused) throw new Cancelled();
    return after.session;
  }

  /** The state once the accounts have been read. */
  private async settled(): Promise<SessionState> {
    if (this.accounts.state.kind !== 'loading') return this.accounts.state;
    return new Promise((resolve) => {
      const listening = this.accounts.onDidChange((state) => {
        if (state.kind === 'loading') return;
        listening.dispose();
        resolve(state);
      });
    });
  }
}
