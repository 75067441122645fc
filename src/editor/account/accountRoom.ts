import { isCancelled } from '../platform/actions';
import type { CommandId } from '../platform/commandIds';
import { Disposable } from '../platform/disposable';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { AccountDesk } from './accountDesk';
import { AccountStore } from './accountStore';
import type { Account } from './api';
import { GivenSessions } from './givenSessions';
import type { ClientLoader, Mementos, ReadCertificate, SecretPort } from './ports';
import { SandboxDesk } from './sandboxDesk';
import { LocalSandbox } from './sandboxDoor';
import type { SandboxProgram } from './sandboxProcess';
import { Sessions } from './sessions';
import { SignInDialogue } from './signIn';
import { checkSignIn } from './signInCheck';

/** What the room needs of the editor and of the machine. */
export interface RoomPorts {
  readonly secrets: SecretPort;
  readonly mementos: Mementos;
  readonly loadClient: ClientLoader;
  readonly certificate: ReadCertificate;
  readonly program: SandboxProgram;
  readonly prompts: Prompts;
  readonly t: Translate;
  readonly log: Log;
  /** One plain sentence for any error. */
  readonly describe: (error: unknown) => string;
  readonly execute: (id: CommandId) => PromiseLike<unknown>;
  readonly openSetting: (key: string) => void;
  readonly openOutside: (address: string) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The parts of the room, put together. Building it reads nothing; {@link start} reads the stored accounts. */
export class AccountRoom extends Disposable {
  readonly store: AccountStore;
  readonly door: LocalSandbox;
  readonly sessions: Sessions;
  readonly desk: AccountDesk;
  readonly sandbox: SandboxDesk;
  readonly given: GivenSessions;

  constructor(private readonly ports: RoomPorts) {
    super();
    const { secrets, mementos, loadClient, certificate, program, prompts, t, log, execute, now } = ports;
    const store = this._register(new AccountStore(secrets, mementos.global, log, now));
    const door = this._register(new LocalSandbox(program, log, t));
    const sessions = this._register(
      new Sessions({ store, loadClient, certificate, door, log, now }, mementos, t),
    );
    const dialogue = new SignInDialogue({
      prompts,
      t,
      check: (attempt, signal) => checkSignIn({ loadClient, certificate, log }, attempt, signal),
      startSandbox: (signal) => door.start(signal),
      logFailure: (error) => log.error('signIn.failed', error),
      describe: ports.describe,
      openSetting: ports.openSetting,
    });
    this.store = store;
    this.door = door;
    this.sessions = sessions;
    this.desk = new AccountDesk({ store, sessions, dialogue, prompts, t, log, execute, now });
    this.sandbox = new SandboxDesk({
      store,
      sessions,
      door,
      dialogue,
      accounts: this.desk,
      prompts,
      t,
      log,
      execute,
      openOutside: ports.openOutside,
    });
    this.given = new GivenSessions(store, sessions, t, now);
    this._register(sessions.onDidRefuse((account) => void this.refused(account)));
    this._register(store.onDidFailToStore(() => void this.quietly(() => this.desk.saySessionOnly())));
  }

  /** Reads the stored accounts, and tells of those that could not be read. Never rejects; makes no request. */
  async start(): Promise<void> {
    await this.sessions.load();
    await this.quietly(() => this.desk.sayUnreadable());
  }

  private async refused(account: Account): Promise<void> {
    if (account.environment === 'sandbox' && (await this.sandbox.signInAgain(account))) return;
    await this.desk.offerSignInAgain(account);
  }

  /** For what no command waits for. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isCancelled(error)) this.ports.log.error('account.noticeFailed', error);
    }
  }
}
