import type { JsignClient, SessionControl } from '../../jsign/api';
import type { Listen } from '../platform/event';

export type EnvironmentKind = 'production' | 'qa' | 'custom' | 'sandbox';

/** One signed-in jSign user in one environment. */
export interface Account {
  /** Opaque; says nothing about the person. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly environment: EnvironmentKind;
  /** e.g. `https://api.jsign.com`; `sandbox:` for the local sandbox, whose port is another after each start. */
  readonly host: string;
}

export type ServiceClient = JsignClient & SessionControl;

/** An account in use. A new object after every change, so that late answers can be told by identity. */
export interface Session {
  readonly account: Account;
  /** True once the service refused the stored tokens: calls fail with `expired` until the person signs in again. */
  readonly refused: boolean;
  /**
   * The client, loaded when first asked for. It may be kept: for the local sandbox each call finds the address of the day.
   * Rejects with a sentence for the person where the sandbox does not start or the certificate file cannot be read.
   */
  client(): Promise<ServiceClient>;
}

export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'signedIn'; readonly session: Session };

/** What other rooms see of the accounts. */
export interface Accounts {
  readonly state: SessionState;
  readonly onDidChange: Listen<SessionState>;
  /** Every account that is signed in, in the order they came. */
  all(): Promise<readonly Account[]>;
  /** A session for an account that is signed in but not the current one. */
  session(accountId: string): Promise<Session | undefined>;
  /** The words for an environment: `Production`, `QA`, `Local sandbox`, or the host of a custom one. */
  environmentLabel(account: Account): string;
}

/** What other rooms may do with the local sandbox. */
export interface SandboxDoor {
  /** Address as seen from this machine, `undefined` while it does not run. */
  readonly address: string | undefined;
  /** Starts it if need be (or finds the one another window started) and holds it open for this window. */
  open(signal?: AbortSignal): Promise<{ readonly address: string }>;
}
