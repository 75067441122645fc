import type { TokenStore } from './api';
import { isJsignError, JsignError } from './errors';
import type { ServiceClock } from './timing';
import type { Tokens } from './types';

/** A token is renewed when it has less time left than this. */
const MARGIN = 5 * 60_000;

export interface SessionParts {
  readonly store: TokenStore;
  readonly clock: ServiceClock;
  /** The bare refresh operation, with its repeats. */
  readonly refresh: (tokens: Tokens) => Promise<Tokens>;
  readonly log: (line: string) => void;
}

/**
 * Valid tokens for every call. One renewal serves all calls that wait for one, and none of them can cancel it for the others.
 */
export class Session {
  private current: Tokens | undefined;
  private renewal: Promise<Tokens> | undefined;
  /** The token the service called expired last. */
  private rejected: string | undefined;
  /** A token that looked too old the moment it was issued: the clocks cannot be compared, so only the service can tell. */
  private undatable: string | undefined;

  constructor(private readonly parts: SessionParts) {}

  /** An access token with at least five minutes left, as far as one can be had. */
  async accessToken(operation: string): Promise<string> {
    const tokens = await this.known(operation);
    if (this.left(tokens) >= MARGIN || tokens.accessToken === this.undatable) return tokens.accessToken;
    try {
      return (await this.share(tokens)).accessToken;
    } catch (error) {
      // It could not be asked for a new one, but the old one has some minutes left.
      if (isJsignError(error) && error.kind !== 'expired' && this.left(tokens) > 0) return tokens.accessToken;
      throw error;
    }
  }

  /** Notes that the service calls this token expired. */
  reject(accessToken: string): void {
    this.rejected = accessToken;
  }

  /** A token other than `used`, which the service did not take: one that is known already, or a renewed one. */
  async replace(used: string, operation: string): Promise<string> {
    const tokens = await this.known(operation);
    return tokens.accessToken === used ? (await this.share(tokens)).accessToken : tokens.accessToken;
  }

  /** Whether another window has stored a token other than `used`; it is taken over then. */
  async adoptNewer(used: string): Promise<boolean> {
    const stored = await this.parts.store.read();
    if (stored === undefined || stored.accessToken === used) return false;
    this.current = stored;
    return true;
  }

  /** Renews, unless the token that was rejected last has been replaced since. */
  async renew(operation: string): Promise<void> {
    const tokens = await this.known(operation);
    const replaced = this.rejected !== undefined && this.rejected !== tokens.accessToken;
    this.rejected = undefined;
    if (!replaced) await this.share(tokens);
  }

  private async known(operation: string): Promise<Tokens> {
    this.current ??= await this.parts.store.read();
    if (this.current) return this.current;
    throw new JsignError({ kind: 'credentials', operation, requestSent: false, replyRead: false });
  }

  private left(tokens: Tokens): number {
    return tokens.expiresAt - this.parts.clock.now();
  }

  private share(used: Tokens): Promise<Tokens> {
    this.renewal ??= this.obtain(used).finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  private async obtain(used: Tokens): Promise<Tokens> {
    const stored = (await this.parts.store.read()) ?? used;
    // Another window was first.
    if (stored.accessToken !== used.accessToken && this.left(stored) >= MARGIN)
      return (this.current = stored);
    try {
      const tokens = await this.parts.refresh(stored);
      if (this.left(tokens) < MARGIN) this.undatable = tokens.accessToken;
      this.current = tokens;
      await this.keep(tokens);
      return tokens;
    } catch (error) {
      return this.afterRefusal(stored, error);
    }
  }

  private async afterRefusal(used: Tokens, error: unknown): Promise<Tokens> {
    const refused = isJsignError(error) && ['credentials', 'expired', 'refused'].includes(error.kind);
    // A failure of the network says nothing about the tokens: they are kept, and the call can be made again.
    if (!refused) throw error;
    const stored = await this.parts.store.read();
    if (stored && stored.accessToken !== used.accessToken) return (this.current = stored);
    const { operation, code } = error;
    throw new JsignError({
      kind: 'expired',
      operation,
      requestSent: true,
      replyRead: true,
      ...(code === undefined ? {} : { code }),
      cause: error,
    });
  }

  private async keep(tokens: Tokens): Promise<void> {
    try {
      await this.parts.store.write(tokens);
    } catch {
      // The tokens are good for this session all the same; failing the call would help nobody.
      this.parts.log('authorization.refresh: the new tokens could not be stored');
    }
  }
}
