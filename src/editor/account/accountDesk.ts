import { isCancelled, UserError } from '../platform/actions';
import type { CommandId } from '../platform/commandIds';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { toAccount, type AccountRecord } from './accountRecord';
import type { AccountStore, NewAccount } from './accountStore';
import type { Account } from './api';
import { environmentWords } from './environments';
import type { Sessions } from './sessions';
import type { SignInDialogue } from './signIn';

export interface DeskPorts {
  readonly store: AccountStore;
  readonly sessions: Sessions;
  readonly dialogue: SignInDialogue;
  readonly prompts: Prompts;
  readonly t: Translate;
  readonly log: Log;
  /** Runs another command of ours. */
  readonly execute: (id: CommandId) => PromiseLike<unknown>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Choice =
  | { readonly kind: 'account'; readonly record: AccountRecord }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'sandbox' };

/** A prompt to sign in again comes at most this often for one account (milliseconds). */
const PROMPT_PAUSE = 10 * 60_000;

/** What a person does with accounts: sign in, switch, sign out, sign in again. */
export class AccountDesk {
  private signingIn: Promise<Account | undefined> | undefined;
  private readonly promptedAt = new Map<string, number>();

  constructor(private readonly ports: DeskPorts) {}

  /**
   * Asks for the credentials, checks them, stores them and makes the account the one in use; `undefined` when the person leaves.
   * With the id of an account that is signed in only its password is asked for. One at a time: who comes second joins the first,
   * which goes on if it was waiting for an answer to its failure.
   */
  signIn(accountId?: string): Promise<Account | undefined> {
    this.ports.dialogue.resume();
    this.signingIn ??= this.askAndKeep(accountId).finally(() => {
      this.signingIn = undefined;
    });
    return this.signingIn;
  }

  /** Stores an account that the service took, and uses it. */
  async keep(account: NewAccount): Promise<Account> {
    const record = await this.ports.store.add(account);
    await this.ports.sessions.use(record.id);
    return toAccount(record);
  }

  async switchAccount(): Promise<void> {
    const { sessions, store, prompts, t, execute } = this.ports;
    await store.load();
    const current = sessions.current?.id;
    const records = store.list();
    if (records.length === 0) {
      await this.signIn();
      return;
    }
    const rows = await Promise.all(
      records.map(async (record) => ({
        label: record.email,
        description: this.place(record) + (record.id === current ? ` · ${t({ text: 'in use' })}` : ''),
        detail:
          (await sessions.session(record.id))?.refused === true ? t({ text: 'Sign in again' }) : record.name,
        icon: record.environment === 'sandbox' ? 'vm' : 'account',
        value: { kind: 'account', record } as const,
        picked: record.id === current,
      })),
    );
    const reply = await prompts.pick<Choice>({
      title: t({ text: 'Switch Account' }),
      placeholder: t({ text: 'Which account do you want to use?' }),
      items: [
        ...rows,
        { label: '', separator: true, value: { kind: 'signIn' } },
        { label: t({ text: 'Sign In to Another Account…' }), icon: 'add', value: { kind: 'signIn' } },
        ...(records.some(({ environment }) => environment === 'sandbox')
          ? []
          : [
              {
                label: t({ text: 'Try Without an Account' }),
                icon: 'vm',
                value: { kind: 'sandbox' } as const,
              },
            ]),
      ],
    });
    if (reply.kind !== 'value') return;
    const choice = reply.value;
    if (choice.kind === 'account') await this.use(choice.record);
    else if (choice.kind === 'signIn') await this.signIn();
    else await execute('jsign.tryWithoutAccount');
  }

  /** Asks which (where there are several) and whether, then forgets the account on this machine. */
  async signOut(): Promise<void> {
    const { prompts, t, store } = this.ports;
    await store.load();
    const record = await this.accountToSignOut();
    if (!record) return;
    const detail =
      record.environment === 'sandbox'
        ? t({ text: 'The account is removed from this machine. What is in the sandbox stays.' })
        : t({
            text: 'The API key pair and the tokens are removed from this machine. jSign cannot be told to revoke them: they stay valid until they expire, or until you change the API key pair in your jSign account.',
          });
    const choice = await prompts.confirm({
      message: t({ text: 'Sign out {0} ({1})?', args: [record.email, this.place(record)] }),
      detail,
      buttons: [{ id: 'signOut', label: t({ text: 'Sign Out' }) }],
    });
    if (choice === 'signOut') await this.forget(record.id);
  }

  /** Signs out without asking. Rejects with a sentence for the person, the account still there, when the keyring refuses. */
  async forget(accountId: string): Promise<void> {
    const { sessions, t } = this.ports;
    try {
      await sessions.signOut(accountId);
    } catch (cause) {
      throw new UserError(
        t({ text: "The system's keyring did not remove the account. You are still signed in." }),
        t({ text: 'Unlock the keyring and sign out again.' }),
        { cause },
      );
    }
  }

  /** The service takes the tokens no longer: says so, at most once in a while, and offers the way back. Never rejects. */
  async offerSignInAgain(account: Account): Promise<void> {
    const { prompts, t, log, now } = this.ports;
    const last = this.promptedAt.get(account.id);
    if (last !== undefined && now() - last < PROMPT_PAUSE) return;
    this.promptedAt.set(account.id, now());
    try {
      const choice = await prompts.notify({
        severity: 'warning',
        message: t({
          text: 'jSign no longer accepts the stored sign-in of {0} ({1}). Nothing was lost: sign in again to go on.',
          args: [account.email, this.place(account)],
        }),
        buttons: [{ id: 'signIn', label: t({ text: 'Sign In Again' }) }],
      });
      if (choice === 'signIn') await this.signIn(account.id);
    } catch (error) {
      if (!isCancelled(error)) log.error('account.signInAgainFailed', error);
    }
  }

  /** Says, once, that the system keeps no secrets. */
  async saySessionOnly(): Promise<void> {
    const { prompts, t } = this.ports;
    await prompts.notify({
      severity: 'warning',
      message: t({
        text: "The system's keyring did not take the sign-in, so it lasts until this window closes.",
      }),
    });
  }

  /** After loading: tells of stored sign-ins that could not be read. Only the person removes them. */
  async sayUnreadable(): Promise<void> {
    const { store, prompts, t } = this.ports;
    for (const reason of ['locked', 'newer', 'damaged'] as const) {
      const ids = store.problems.filter((problem) => problem.reason === reason).map(({ id }) => id);
      if (ids.length === 0) continue;
      const signIn = { id: 'signIn', label: t({ text: 'Sign In' }) };
      const remove = { id: 'remove', label: t({ text: 'Remove It' }) };
      const choice = await prompts.notify({
        severity: 'warning',
        message: t(UNREADABLE[reason]),
        buttons: reason === 'damaged' ? [signIn, remove] : [signIn],
      });
      if (choice === 'signIn') await this.signIn();
      if (choice === 'remove') for (const id of ids) await store.discard(id);
    }
  }

  private async askAndKeep(accountId: string | undefined): Promise<Account | undefined> {
    const { store, dialogue } = this.ports;
    await store.load();
    const again = accountId === undefined ? undefined : store.get(accountId);
    const account = await dialogue.run(again);
    return account && (await this.keep(account));
  }

  private async use(record: AccountRecord): Promise<void> {
    const { sessions } = this.ports;
    await sessions.use(record.id);
    const session = await sessions.session(record.id);
    if (session?.refused === true) await this.signIn(record.id);
  }

  private async accountToSignOut(): Promise<AccountRecord | undefined> {
    const { store, sessions, prompts, t } = this.ports;
    const [first, ...more] = store.list();
    if (!first) {
      await prompts.notify({ severity: 'info', message: t({ text: 'No one is signed in to jSign.' }) });
      return undefined;
    }
    if (more.length === 0) return first;
    const reply = await prompts.pick<AccountRecord>({
      title: t({ text: 'Sign Out' }),
      placeholder: t({ text: 'Which account do you want to sign out?' }),
      items: [first, ...more].map((record) => ({
        label: record.email,
        description: this.place(record),
        detail: record.name,
        icon: record.environment === 'sandbox' ? 'vm' : 'account',
        value: record,
        picked: record.id === sessions.current?.id,
      })),
    });
    return reply.kind === 'value' ? reply.value : undefined;
  }

  private place(account: Pick<Account, 'environment' | 'host'>): string {
    return this.ports.t(environmentWords(account));
  }
}

const UNREADABLE = {
  locked: {
    text: "A stored jSign sign-in could not be read: the system's keyring did not give it. It was left as it is. Unlock the keyring and reload the window.",
  },
  newer: {
    text: 'A stored jSign sign-in was written by a newer version of this extension. It was left as it is. Update the extension, or sign in again.',
  },
  damaged: {
    text: 'A stored jSign sign-in is damaged. It was left as it is. Sign in again to use the account.',
  },
} as const;
