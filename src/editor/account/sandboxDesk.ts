import { isCancelled } from '../platform/actions';
import type { CommandId } from '../platform/commandIds';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { AccountDesk } from './accountDesk';
import type { AccountRecord } from './accountRecord';
import type { AccountStore } from './accountStore';
import type { Account } from './api';
import type { LocalSandbox } from './sandboxDoor';
import type { SandboxInfo } from './sandboxInfo';
import type { Sessions } from './sessions';
import type { SignInDialogue } from './signIn';

export interface SandboxDeskPorts {
  readonly store: AccountStore;
  readonly sessions: Sessions;
  readonly door: LocalSandbox;
  readonly dialogue: SignInDialogue;
  readonly accounts: AccountDesk;
  readonly prompts: Prompts;
  readonly t: Translate;
  readonly log: Log;
  readonly execute: (id: CommandId) => PromiseLike<unknown>;
  /** Shows a page of this machine in the person's browser. */
  readonly openOutside: (address: string) => Promise<void>;
}

/** The page of the sandbox that lists the mails a signer would have got. */
const OUTBOX_PAGE = '/outbox';

/** What a person does with the local sandbox. */
export class SandboxDesk {
  constructor(private readonly ports: SandboxDeskPorts) {}

  /** Starts the sandbox and signs in to it as its first person; with an account in it already, uses that one. */
  async tryWithoutAccount(): Promise<void> {
    const { sessions, prompts, t, store } = this.ports;
    await store.load();
    const name = await prompts.progress(
      { title: t({ text: 'Starting the local sandbox' }), cancellable: true },
      async (progress, signal) => {
        const info = await this.ports.door.start(signal);
        const known = this.knownAccount(info);
        if (known) {
          await sessions.use(known.id);
          return known.name;
        }
        const [user] = info.users;
        progress.report(t({ text: 'Signing in as {0}', args: [user.name] }));
        return (await this.signInAs(info, user.email, signal)).name;
      },
    );
    // Not waited for: the command is done, the offer stands until it is taken or closed.
    void this.offerSample(name);
  }

  async start(): Promise<void> {
    const { prompts, t } = this.ports;
    const { url } = await this.startWithProgress();
    await this.refreshIfInUse();
    void prompts.notify({
      severity: 'info',
      message: t({ text: 'The local sandbox runs at {0}.', args: [url] }),
    });
  }

  stop(): void {
    this.ports.door.stop();
  }

  /** Deletes everything in the sandbox, once confirmed, and keeps its accounts signed in. */
  async reset(): Promise<void> {
    const { prompts, t, door } = this.ports;
    const choice = await prompts.confirm({
      message: t({ text: 'Reset the local sandbox?' }),
      detail: t({ text: 'All envelopes, templates and mails in it are deleted. This cannot be undone.' }),
      buttons: [{ id: 'reset', label: t({ text: 'Reset' }) }],
    });
    if (choice !== 'reset') return;
    await prompts.progress(
      { title: t({ text: 'Resetting the local sandbox' }), cancellable: false },
      async (_, signal) => {
        const info = await door.reset(signal);
        for (const record of this.sandboxRecords()) await this.renew(info, record, signal);
      },
    );
    await this.refreshIfInUse();
  }

  async openOutbox(): Promise<void> {
    const { url } = await this.startWithProgress();
    await this.ports.openOutside(url + OUTBOX_PAGE);
  }

  /**
   * The sandbox takes an account's tokens no longer (it was reset, perhaps by another window): signs in anew without asking,
   * since the sandbox tells its own passwords. False where the person no longer exists in it. Never rejects.
   */
  async signInAgain(account: Account): Promise<boolean> {
    const { door, store, log } = this.ports;
    const record = store.get(account.id);
    if (!record) return false;
    try {
      await door.open();
      return await this.renew(await door.start(), record, new AbortController().signal);
    } catch (error) {
      log.error('sandbox.signInAgainFailed', error);
      return false;
    }
  }

  /** Signs in as one of the sandbox's people, whose credentials it tells itself. */
  private async signInAs(info: SandboxInfo, email: string, signal: AbortSignal): Promise<Account> {
    return await this.ports.accounts.keep(await this.ports.dialogue.inSandbox(info, email, signal));
  }

  private async renew(info: SandboxInfo, record: AccountRecord, signal: AbortSignal): Promise<boolean> {
    const exists = info.users.some(({ email }) => email === record.email);
    if (exists) await this.ports.store.add(await this.ports.dialogue.inSandbox(info, record.email, signal));
    return exists;
  }

  /** The account in use where it is one of the sandbox's, else the first of them. */
  private knownAccount(info: SandboxInfo): AccountRecord | undefined {
    const known = this.sandboxRecords().filter((record) =>
      info.users.some(({ email }) => email === record.email),
    );
    return known.find(({ id }) => id === this.ports.sessions.current?.id) ?? known[0];
  }

  private sandboxRecords(): readonly AccountRecord[] {
    return this.ports.store.list().filter(({ environment }) => environment === 'sandbox');
  }

  private startWithProgress(): Promise<SandboxInfo> {
    const { prompts, t, door } = this.ports;
    if (door.isRunning) return door.start();
    return prompts.progress(
      { title: t({ text: 'Starting the local sandbox' }), cancellable: true },
      (_, signal) => door.start(signal),
    );
  }

  private async refreshIfInUse(): Promise<void> {
    if (this.ports.sessions.current?.environment === 'sandbox') await this.ports.execute('jsign.refresh');
  }

  private async offerSample(name: string): Promise<void> {
    const { prompts, t, execute, log } = this.ports;
    try {
      const choice = await prompts.notify({
        severity: 'info',
        message: t({ text: 'You are signed in to the local sandbox as {0}.', args: [name] }),
        buttons: [
          { id: 'sample', label: t({ text: 'Send the Sample Contract' }) },
          { id: 'outbox', label: t({ text: 'Open Outbox' }) },
        ],
      });
      if (choice === 'sample') await execute('jsign.sendSample');
      if (choice === 'outbox') await execute('jsign.openSandboxOutbox');
    } catch (error) {
      if (!isCancelled(error)) log.error('sandbox.offerFailed', error);
    }
  }
}
