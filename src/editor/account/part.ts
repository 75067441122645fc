/**
 * What a person does with accounts and with the sandbox, and the account view's content: loaded when first used, so that starting
 * the editor does not pay for it. No VS Code here.
 */
import type { CommandId } from '../platform/commandIds';
import type { Log } from '../platform/log';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { AccountDesk } from './accountDesk';
import type { AccountStore } from './accountStore';
import type { ClientLoader, ReadCertificate } from './ports';
import { SandboxDesk } from './sandboxDesk';
import type { LocalSandbox } from './sandboxDoor';
import type { Sessions } from './sessions';
import { SignInDialogue } from './signIn';
import { checkSignIn } from './signInCheck';

export { accountRows } from './view/accountRows';
export { readAccount } from './view/accountFacts';

export interface DesksPorts {
  readonly store: AccountStore;
  readonly sessions: Sessions;
  readonly door: LocalSandbox;
  readonly loadClient: ClientLoader;
  readonly certificate: ReadCertificate;
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

export interface Desks {
  readonly desk: AccountDesk;
  readonly sandbox: SandboxDesk;
}

/** Puts the questions of the room together. */
export function createDesks(ports: DesksPorts): Desks {
  const { door, loadClient, certificate, log, openSetting } = ports;
  const dialogue = new SignInDialogue({
    prompts: ports.prompts,
    t: ports.t,
    check: (attempt, signal) => checkSignIn({ loadClient, certificate, log }, attempt, signal),
    startSandbox: (signal) => door.start(signal),
    logFailure: (error) => log.error('signIn.failed', error),
    describe: ports.describe,
    openSetting,
  });
  const desk = new AccountDesk({ ...ports, dialogue });
  return { desk, sandbox: new SandboxDesk({ ...ports, dialogue, accounts: desk }) };
}
