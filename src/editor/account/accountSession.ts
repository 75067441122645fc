import type { TokenStore } from '../../jsign/api';
import { isJsignError } from '../../jsign/errors';
import type { Log } from '../platform/log';
import type { AccountStore } from './accountStore';
import type { Account, SandboxDoor, ServiceClient, Session } from './api';
import { liveClient } from './liveClient';
import type { ClientLoader, ReadCertificate } from './ports';

export interface SessionPorts {
  readonly store: AccountStore;
  readonly loadClient: ClientLoader;
  readonly certificate: ReadCertificate;
  readonly door: SandboxDoor;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** After the service said no, the tokens are tried at most this often (milliseconds). */
const CHECK_PAUSE = 60_000;

/** One account in use, as long as nothing about it changes. */
export class AccountSession implements Session {
  private made: { readonly host: string; readonly client: Promise<ServiceClient> } | undefined;
  private live: ServiceClient | undefined;
  private checkedAt: number | undefined;

  constructor(
    readonly account: Account,
    readonly refused: boolean,
    private readonly ports: SessionPorts,
    /** The service takes the tokens no longer, tried and certain. */
    private readonly onRefused: (session: AccountSession) => void,
  ) {}

  async client(): Promise<ServiceClient> {
    const first = await this.current();
    this.live ??= liveClient(first, {
      current: () => this.current(),
      onError: (error) => this.overhear(error),
    });
    return this.live;
  }

  /** Makes the client anew at the next call, for settings that changed. */
  forgetClient(): void {
    this.made = undefined;
  }

  private async current(): Promise<ServiceClient> {
    const { account, ports } = this;
    const host = account.environment === 'sandbox' ? (await ports.door.open()).address : account.host;
    if (this.made?.host === host) return await this.made.client;
    const made = { host, client: this.make(host) };
    this.made = made;
    try {
      return await made.client;
    } catch (error) {
      if (this.made === made) this.made = undefined;
      throw error;
    }
  }

  private async make(host: string): Promise<ServiceClient> {
    const { account, ports } = this;
    const ca = account.environment === 'sandbox' ? undefined : await ports.certificate();
    return await ports.loadClient({
      host,
      tokens: tokenStore(account.id, ports),
      ...(ca === undefined ? {} : { ca }),
      log: (line) => ports.log.trace(line),
    });
  }

  /** A call that may not be repeated ends with `expired` though the tokens can be renewed, so renewing is what decides. */
  private overhear(error: unknown): void {
    if (this.refused || !saysNo(error)) return;
    const now = this.ports.now();
    if (this.checkedAt !== undefined && now - this.checkedAt < CHECK_PAUSE) return;
    this.checkedAt = now;
    void this.check();
  }

  private async check(): Promise<void> {
    const { account, ports } = this;
    try {
      await (await this.current()).renew();
    } catch (error) {
      if (!saysNo(error)) return;
      // Without a readable secret the service was asked with nothing, or with old tokens: that says nothing about the account.
      const lookup = ports.store.isMemoryOnly(account.id) ? undefined : await ports.store.lookUp(account.id);
      if (lookup === undefined || lookup.kind === 'record') this.onRefused(this);
      else ports.log.warn('account.refusedWithoutSecret', { state: lookup.kind });
    }
  }
}

function saysNo(error: unknown): boolean {
  return isJsignError(error) && (error.kind === 'expired' || error.kind === 'credentials');
}

/** Each read asks the keyring: the client reads seldom, and another window may have renewed the tokens. */
function tokenStore(id: string, { store }: SessionPorts): TokenStore {
  return { read: () => store.tokens(id), write: (tokens) => store.saveTokens(id, tokens) };
}
