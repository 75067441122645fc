import { isCancelled } from '../platform/actions';
import type { CommandId } from '../platform/commandIds';
import { Disposable } from '../platform/disposable';
import { lazy } from '../platform/lazy';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { AccountStore } from './accountStore';
import type { Account } from './api';
import { GivenSessions } from './givenSessions';
import type { Desks } from './part';
import type { ClientLoader, Mementos, ReadCertificate, SecretPort } from './ports';
import { LocalSandbox } from './sandboxDoor';
import type { SandboxProgram } from './sandboxProcess';
import { Sessions } from './sessions';

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
  readonly given: GivenSessions;
  /** What asks the person; loaded when first used. */
  readonly desks: () => Promise<Desks>;

  constructor(private readonly ports: RoomPorts) {
    super();
    const { secrets, mementos, program, t, log, now } = ports;
    const store = this._register(new AccountStore(secrets, mementos.global, log, now));
    const door = this._register(new LocalSandbox(program, log, t));
    const sessions = this._register(new Sessions({ ...ports, store, door }, mementos, t));
    this.store = store;
    this.door = door;
    this.sessions = sessions;
    this.given = new GivenSessions(store, sessions, t, now);
    this.desks = lazy(async () => (await import('./part')).createDesks({ ...ports, store, door, sessions }));
    this._register(sessions.onDidRefuse((account) => void this.quietly(() => this.refused(account))));
    this._register(
      store.onDidFailToStore(() => void this.quietly(async () => (await this.desks()).desk.saySessionOnly())),
    );
  }

  /** Reads the stored accounts, and tells of those that could not be read. Never rejects; makes no request. */
  async start(): Promise<void> {
    await this.sessions.load();
    if (this.store.problems.length > 0)
      await this.quietly(async () => (await this.desks()).desk.sayUnreadable());
  }

  private async refused(account: Account): Promise<void> {
    const { desk, sandbox } = await this.desks();
    if (account.environment === 'sandbox' && (await sandbox.signInAgain(account))) return;
    await desk.offerSignInAgain(account);
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
