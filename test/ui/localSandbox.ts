import { readFileSync } from 'node:fs';
import path from 'node:path';
import { at, RawClient } from '../contract/rawClient';
import type { Fault, SandboxFacts, SandboxUser } from '../contract/sandboxProgram';
import { PROJECT, until, type WorkbenchServer } from '../workbench';

const CREATE = '/api/v2.0/envelopes/create_with_files';
const UPLOAD = '/api/v2.0/envelopes/upload_file';

export interface SandboxMail {
  readonly to: string;
  readonly kind: string;
  readonly envelope_id: string;
  readonly url: string;
}
export interface SandboxRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}
export interface EnvelopeOptions {
  readonly name: string;
  readonly signers: readonly { readonly name: string; readonly email: string }[];
  readonly documents?: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly flow?: 'Sequential' | 'Parallel';
  /** Which user sends it; default: the first. */
  readonly from?: number;
  /** Until it expires; default: 14. */
  readonly days?: number;
}

/** A local sandbox that runs, as a rule the one that the extension in a window has started: what it got, and what a test may do to it. */
export class LocalSandbox {
  constructor(private readonly facts: SandboxFacts) {}

  /** Waits until one runs behind this window. */
  static async of(server: WorkbenchServer): Promise<LocalSandbox> {
    const file = path.join(server.userData, 'User/globalStorage/jsign-for-vscode.jsign/sandbox/server.json');
    return until('a running sandbox', async () => {
      try {
        const sandbox = new LocalSandbox(JSON.parse(readFileSync(file, 'utf8')) as SandboxFacts);
        await sandbox.control('health');
        return sandbox;
      } catch {
        // Not there yet, or the file of one that has ended.
        return undefined;
      }
    });
  }

  /** A document without anchors. */
  static sample(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(readFileSync(path.join(PROJECT, 'media/samples/statement-of-work.pdf')));
  }

  get url(): string {
    return this.facts.url;
  }

  async control(route: string, body?: unknown): Promise<unknown> {
    const reply = await fetch(`${this.url}/_sandbox/${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!reply.ok) throw new Error(`/_sandbox/${route}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  }

  /** Replaces the faults; none clears them. */
  async faults(...faults: readonly Fault[]): Promise<void> {
    await this.control('faults', faults);
  }

  /** The creating call ends so, once. */
  failCreate(kind: Fault['kind'], value?: number): Promise<void> {
    return this.faults({
      method: 'POST',
      path: CREATE,
      kind,
      times: 1,
      ...(value === undefined ? {} : { value }),
    });
  }

  async mails(): Promise<readonly SandboxMail[]> {
    return (await this.control('outbox')) as readonly SandboxMail[];
  }

  /** How many uploads and creating calls came, and to how many envelopes people were invited. */
  async sends(): Promise<{ readonly uploads: number; readonly creates: number; readonly envelopes: number }> {
    const requests = (await this.control('requests')) as readonly SandboxRequest[];
    const count = (wanted: string): number => requests.filter((request) => request.path === wanted).length;
    const invited = (await this.mails()).filter((mail) => mail.kind === 'invitation');
    return {
      uploads: count(UPLOAD),
      creates: count(CREATE),
      envelopes: new Set(invited.map((mail) => mail.envelope_id)).size,
    };
  }

  /** Makes an envelope from outside; each signer gets a signature field. Gives its id. */
  async envelope(options: EnvelopeOptions): Promise<string> {
    const client = await this.client(options.from);
    const documents = options.documents ?? [{ name: 'nda.pdf', bytes: LocalSandbox.sample() }];
    const uploaded = await Promise.all(
      documents.map(async ({ name, bytes }, index) => {
        const reply = await client.upload('/envelopes/upload_file', 'File', bytes, name);
        return { request_id: at(reply.body, 'data', 'request_id'), document_ref_no: index + 1, name };
      }),
    );
    const signers = options.signers.map(({ name, email }, index) => ({
      name,
      email,
      signing_order: options.flow === 'Sequential' ? index + 1 : 1,
      tabs: {
        sign_here_tabs: [
          {
            document_ref_no: 1,
            page_number: 1,
            x_position: 72,
            y_position: 400 + 60 * index,
            w_position: 150,
            h_position: 40,
            x_position_percentage: 12.1,
          },
        ],
      },
    }));
    const reply = await client.call('POST', '/envelopes/create_with_files', {
      envelope: {
        name: options.name,
        signature: 'Esignature',
        sign_process_flow: options.flow ?? 'Parallel',
        expiration_days: options.days ?? 14,
      },
      documents: uploaded,
      recipients: { signers },
    });
    const id = at(reply.body, 'data', 'envelope_id');
    if (typeof id !== 'string') throw new Error(JSON.stringify(reply));
    return id;
  }

  /** A user, the first unless another is named, signed in by a client that is not ours. */
  async client(user = 0): Promise<RawClient> {
    const client = new RawClient(this.facts, this.user(user));
    await client.login();
    return client;
  }

  user(index: number): SandboxUser {
    const user = this.facts.users[index];
    if (!user) throw new Error(`no user ${index}`);
    return user;
  }
}
