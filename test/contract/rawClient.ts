import type { SandboxFacts, SandboxUser } from './sandboxProgram';

export interface RawReply {
  readonly status: number;
  readonly body: unknown;
}

/** A client that is not ours: Node's own fetch and the API reference, nothing else. */
export class RawClient {
  private token = '';
  tokens: unknown;

  constructor(
    private readonly facts: SandboxFacts,
    private readonly user: SandboxUser,
  ) {}

  async login(): Promise<RawReply> {
    const reply = await this.send(
      'POST',
      '/authorization/token',
      { email: this.user.email, password: this.user.password },
      {
        authorization: `Basic ${Buffer.from(`${this.facts.apiKey}:${this.facts.apiSecret}`).toString('base64')}`,
      },
    );
    this.tokens = at(reply.body, 'data');
    this.token = String(at(reply.body, 'data', 'access_token'));
    return reply;
  }

  call(method: string, path: string, body?: unknown): Promise<RawReply> {
    return this.send(method, path, body, { authorization: `Bearer ${this.token}` });
  }

  upload(path: string, part: string, bytes: Uint8Array<ArrayBuffer>, name: string): Promise<RawReply> {
    const form = new FormData();
    form.set(part, new Blob([bytes], { type: 'application/pdf' }), name);
    return this.send('POST', path, form, { authorization: `Bearer ${this.token}` });
  }

  async send(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<RawReply> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.facts.url}/api/v2.0${path}`, {
      method,
      headers: {
        app_auth_type: 'jsign-oauth2',
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }
}

/** A member of a reply by its path; `undefined` where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}

/** The first `error_code` of a failure. */
export function codeOf(reply: RawReply): string {
  return String(at(reply.body, 'errors', 0, 'error_code'));
}
