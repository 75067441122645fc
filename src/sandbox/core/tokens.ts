import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from './errors';
import { isObject } from './reader';

/** API reference, section 12. */
export const ACCESS_SECONDS = 4 * 3600;
export const REFRESH_SECONDS = 60 * 86_400;
export const EMBEDDED_SECONDS = 600;

interface Claims {
  readonly sub: string;
  /** Seconds since the epoch. */
  readonly exp: number;
  /** The sign-in it belongs to: an access token can only be renewed with the refresh token issued with it. */
  readonly sid: string;
}

/** What a link to the signing page stands for. `exp` 0: as long as the envelope waits. */
export interface LinkClaims {
  readonly kind: 'embedded' | 'mail' | 'view';
  readonly envelopeId: string;
  readonly email: string;
  readonly exp: number;
}

/** Issues and checks tokens. They carry what they mean, signed, so nothing has to be stored and all survive a restart. */
export class Tokens {
  constructor(
    private readonly secret: string,
    private readonly now: () => number,
  ) {}

  /** A new sign-in. */
  login(email: string): { access: string; refresh: string; expiresAt: number } {
    const sid = randomBytes(12).toString('base64url');
    const refresh = this.seal('refresh', { sub: email, exp: this.seconds() + REFRESH_SECONDS, sid });
    return { ...this.access(email, sid), refresh };
  }

  /**
   * A new access token for the old one and its refresh token, which stays the same.
   *
   * @throws `UNAUTHORIZED` if the refresh token is unknown, expired, or of another sign-in.
   */
  renew(access: string, refresh: string): { access: string; expiresAt: number } {
    const old = this.openAccess(access);
    const claims = readClaims(this.open('refresh', refresh));
    if (old === undefined || claims?.sid !== old.sid) {
      throw refuse('UNAUTHORIZED', 'the refresh token is not valid');
    }
    if (claims.exp <= this.seconds()) throw refuse('UNAUTHORIZED', 'the refresh token has expired');
    return this.access(claims.sub, claims.sid);
  }

  /** The e-mail that an Authorization header stands for. */
  authenticate(header: string | undefined): string {
    const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
    const claims = token === undefined ? undefined : this.openAccess(token);
    if (claims === undefined) throw refuse('UNAUTHORIZED', 'a valid access token is required');
    if (claims.exp <= this.seconds()) throw refuse('TOKEN_EXPIRED');
    return claims.sub;
  }

  sealLink(claims: Omit<LinkClaims, 'exp'>): string {
    const exp = claims.kind === 'embedded' ? this.seconds() + EMBEDDED_SECONDS : 0;
    return this.seal('link', { k: claims.kind, e: claims.envelopeId, m: claims.email, x: exp });
  }

  openLink(token: string): { readonly claims: LinkClaims; readonly expired: boolean } | undefined {
    const value = this.open('link', token);
    if (!isObject(value)) return undefined;
    const { k, e, m, x } = value;
    if (k !== 'embedded' && k !== 'mail' && k !== 'view') return undefined;
    if (typeof e !== 'string' || typeof m !== 'string' || typeof x !== 'number') return undefined;
    return { claims: { kind: k, envelopeId: e, email: m, exp: x }, expired: x !== 0 && x <= this.seconds() };
  }

  private seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Looks like a JWT; the real service signs with RS256, this one with HS256. */
  private access(email: string, sid: string): { access: string; expiresAt: number } {
    const expiresAt = this.seconds() + ACCESS_SECONDS;
    const jti = randomBytes(6).toString('base64url');
    const content = [
      { alg: 'HS256', typ: 'JWT' },
      { sub: email, exp: expiresAt, sid, jti, iss: 'jsign-sandbox' },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return { access: `${content}.${this.mac('access', content)}`, expiresAt };
  }

  private openAccess(token: string): Claims | undefined {
    const dot = token.lastIndexOf('.');
    const content = token.slice(0, Math.max(0, dot));
    if (!same(token.slice(dot + 1), this.mac('access', content))) return undefined;
    return readClaims(decode(content.split('.')[1] ?? ''));
  }

  private seal(purpose: string, value: unknown): string {
    const content = Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${content}~${this.mac(purpose, content).slice(0, 22)}`;
  }

  private open(purpose: string, token: string): unknown {
    const [content = '', mac = ''] = token.split('~');
    return same(mac, this.mac(purpose, content).slice(0, 22)) ? decode(content) : undefined;
  }

  private mac(purpose: string, content: string): string {
    return createHmac('sha256', `${this.secret}:${purpose}`).update(content).digest('base64url');
  }
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

function decode(content: string): unknown {
  try {
    return JSON.parse(Buffer.from(content, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function readClaims(value: unknown): Claims | undefined {
  if (!isObject(value)) return undefined;
  const { sub, exp, sid } = value;
  return typeof sub === 'string' && typeof exp === 'number' && typeof sid === 'string'
    ? { sub, exp, sid }
    : undefined;
}
