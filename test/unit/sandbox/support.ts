import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Dialect } from '../../../src/sandbox/core/dialect';
import { type Announcement, Sandbox } from '../../../src/sandbox/sandbox';
import { writePdf } from '../../../src/sandbox/seed/pdfWriter';

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export const ADA = 'ada@example.org';
export const GRACE = 'grace@example.com';
export const LINUS = 'linus@example.net';

/** A data folder that goes away with the test. */
export function temporaryFolder(): { readonly path: string; dispose(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-test-'));
  return { path: folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A sandbox in this process, spoken to over real HTTP. */
export class Harness {
  private constructor(
    readonly sandbox: Sandbox,
    readonly announcement: Announcement,
    readonly folder: string,
    private readonly clean: () => void,
  ) {}

  static async start(settings: { dialect?: Dialect; seed?: number; data?: string } = {}): Promise<Harness> {
    const temporary = settings.data === undefined ? temporaryFolder() : undefined;
    const data = settings.data ?? temporary?.path ?? '';
    const sandbox = new Sandbox({
      data,
      port: 0,
      dialect: settings.dialect ?? 'sample',
      linger: undefined,
      onEnd: () => undefined,
    });
    await sandbox.listen();
    const announcement = await sandbox.open(settings.seed ?? 0);
    return new Harness(sandbox, announcement, data, () => temporary?.dispose());
  }

  async stop(): Promise<void> {
    await this.sandbox.close();
    this.clean();
  }

  as(email: string): Promise<Client> {
    return Client.login(this.announcement, email);
  }

  async control(
    method: string,
    route: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.sandbox.url}/_sandbox/${route}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async outbox(): Promise<
    readonly { to: string; kind: string; envelope_id: string; url: string; time: string }[]
  > {
    return (await this.control('GET', 'outbox')).body as Awaited<ReturnType<Harness['outbox']>>;
  }
}

/** A plain client that is not the product's: what the reference says, by hand. */
export class Client {
  private constructor(
    readonly base: string,
    public token: string,
    public refreshToken: string,
  ) {}

  static async login(to: Announcement, email: string): Promise<Client> {
    const user = to.users.find((u) => u.email === email);
    assert.ok(user, `no user ${email}`);
    const response = await fetch(`${to.url}/api/v2.0/authorization/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${to.apiKey}:${to.apiSecret}`).toString('base64')}`,
        app_auth_type: 'jsign-oauth2',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ email, password: user.password }),
    });
    const { data } = (await response.json()) as { data: Json };
    assert.equal(response.status, 200);
    return new Client(to.url, String(data['access_token']), String(data['refresh_token']));
  }

  async call(
    method: string,
    route: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const target = route.startsWith('//') ? route.slice(1) : `/api/v2.0${route}`;
    const response = await fetch(this.base + target, {
      method,
      headers: {
        app_auth_type: 'jsign-oauth2',
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Json };
  }

  get(route: string): Promise<Answer> {
    return this.call('GET', route);
  }

  post(route: string, body?: unknown): Promise<Answer> {
    return this.call('POST', route, body);
  }

  /** Calls and gives `data`; fails the test where the call was refused. */
  async data(method: string, route: string, body?: unknown): Promise<Json> {
    const answer = await this.call(method, route, body);
    assert.ok(answer.status < 300, `${method} ${route}: ${JSON.stringify(answer.body)}`);
    return answer.body['data'] as Json;
  }

  async upload(
    route: string,
    bytes: Uint8Array,
    name = 'contract.pdf',
    part = 'File',
    type = 'application/pdf',
  ): Promise<Answer> {
    const form = new FormData();
    form.append(part, new Blob([Uint8Array.from(bytes)], { type }), name);
    const response = await fetch(`${this.base}/api/v2.0${route}`, {
      method: 'POST',
      headers: { app_auth_type: 'jsign-oauth2', authorization: `Bearer ${this.token}` },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as Json };
  }

  /** Uploads a PDF and gives its request id. */
  async requestId(bytes: Uint8Array = samplePdf()): Promise<string> {
    const answer = await this.upload('/envelopes/upload_file', bytes);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const data = answer.body['data'] as Json;
    return String(data['request_id'] ?? data['request_Id']);
  }

  /** Sends an envelope and gives its id. */
  async send(changes: EnvelopeChanges = {}): Promise<string> {
    const body = newEnvelope(await this.requestId(changes.bytes), changes);
    return String((await this.data('POST', '/envelopes/create_with_files', body))['envelope_id']);
  }

  async status(id: string): Promise<string> {
    const data = await this.data('GET', `/envelopes/${id}/details`);
    return String((data['envelope'] as Json)['envelope_status']);
  }

  async firstDocument(id: string): Promise<string> {
    const data = await this.data('GET', `/envelopes/${id}/details`);
    const [document] = data['documents'] as Json[];
    return String(document?.['documents_id'] ?? document?.['document_id']);
  }
}

export interface EnvelopeChanges {
  readonly envelope?: Json;
  readonly signers?: readonly Json[];
  readonly observers?: readonly Json[];
  readonly bytes?: Uint8Array;
}

export function newEnvelope(requestId: string, changes: EnvelopeChanges = {}): Json {
  return {
    envelope: { name: 'Lease 42', signature: 'Esignature', ...changes.envelope },
    document: { request_id: requestId, document_ref_no: 1, name: 'lease.pdf' },
    recipients: {
      signers: changes.signers ?? [signer('Grace Sample', GRACE, 0)],
      ...(changes.observers === undefined ? {} : { observers: changes.observers }),
    },
  };
}

/** A signer with a signature field at the n-th place of the page. */
export function signer(name: string, email: string, place: number, changes: Json = {}): Json {
  return { name, email, tabs: { sign_here_tabs: [tab(place)] }, ...changes };
}

export function tab(place: number, changes: Json = {}): Json {
  const y = 5 + place * 10;
  return {
    document_ref_no: 1,
    page_number: 1,
    x_position: 59.5,
    y_position: 8.42 * y,
    w_position: 150,
    h_position: 40,
    x_position_percentage: 10,
    y_position_percentage: y,
    w_position_percentage: 25,
    h_position_percentage: 5,
    ...changes,
  };
}

export function samplePdf(text = 'A contract'): Buffer {
  return writePdf([{ texts: [{ x: 72, y: 96, size: 14, text }], rules: [] }]);
}

/** The error codes of a refusal, which must have the given status. */
export function codes(answer: Answer, status = 400): readonly string[] {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  const errors = answer.body['errors'] as { error_code: string; developer_message: string }[];
  assert.ok(Array.isArray(errors) && errors.every((error) => error.developer_message.length > 0));
  return errors.map((error) => error.error_code);
}
