import type { ClientSettings } from '../../jsign/api';
import type { Listen } from '../platform/event';
import type { ServiceClient } from './api';

/** What the account store needs of VS Code's `SecretStorage`. */
export interface SecretPort {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Missing in some editors built on VS Code. */
  keys?(): PromiseLike<readonly string[]>;
  /** Fires for every window, this one included. */
  readonly onDidChange: Listen<{ readonly key: string }>;
}

/** What is needed of VS Code's `Memento`. */
export interface MementoPort {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface Mementos {
  readonly workspace: MementoPort;
  readonly global: MementoPort;
}

/** Makes a client; the code behind it is loaded when first asked for. */
export type ClientLoader = (settings: ClientSettings) => Promise<ServiceClient>;

/** The PEM text of the certificate authority that the person named, if any. Rejects with a sentence for the person. */
export type ReadCertificate = () => Promise<string | undefined>;
