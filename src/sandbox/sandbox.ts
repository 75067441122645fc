import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Control } from './control/control';
import { Holders } from './control/holders';
import { Clock } from './core/clock';
import { SignedCopies } from './core/copies';
import { type Dialect, SPELLINGS } from './core/dialect';
import { fullName } from './core/model';
import { Postbox } from './core/postbox';
import type { Services } from './core/services';
import { Tokens } from './core/tokens';
import { Faults } from './http/faults';
import { Handler } from './http/handler';
import { RequestLog } from './http/requestLog';
import { Router } from './http/router';
import { OPERATIONS } from './operations';
import { Pages } from './pages/pages';
import { PdfRoom } from './pdf/room';
import { seed } from './seed/seed';
import { loadCredentials } from './store/credentials';
import { Store } from './store/store';

/** How long requests under way may take to finish when the sandbox ends, milliseconds. */
const GRACE = 2000;

export interface SandboxSettings {
  /** An existing folder. */
  readonly data: string;
  readonly port: number;
  readonly dialect: Dialect;
  /** Milliseconds; see {@link Holders}. */
  readonly linger: number | undefined;
  /** Called when nobody holds the sandbox any more. */
  readonly onEnd: () => void;
}

/** What a client needs to sign in: the one line on standard output. */
export interface Announcement {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly users: readonly { readonly email: string; readonly password: string; readonly name: string }[];
}

/** A sandbox within one process: it listens first, so that it can be asked whether it lives, and opens its data then. */
export class Sandbox {
  readonly instance = randomUUID();
  private handler: Handler | undefined;
  private services: Services | undefined;
  private address = '';
  private readonly active = new Set<Promise<unknown>>();
  private readonly holders: Holders;
  private readonly server: Server;

  constructor(private readonly settings: SandboxSettings) {
    this.holders = new Holders(settings.linger, settings.onEnd);
    this.server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) =>
      this.respond(request, response),
    );
  }

  get url(): string {
    return this.address;
  }

  /** Rejects with the system's error, e.g. `EADDRINUSE`. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.settings.port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    this.address = `http://127.0.0.1:${address.port}`;
  }

  /** Opens the data folder, which must belong to this process now, and begins to answer. */
  async open(seedWith: number): Promise<Announcement> {
    const { data, dialect } = this.settings;
    const clock = new Clock();
    const store = Store.open(data, clock);
    const credentials = loadCredentials(data, clock.now());
    const tokens = new Tokens(credentials.tokenSecret, () => clock.now());
    const pdf = new PdfRoom(data, () => clock.now());
    const services: Services = {
      clock,
      store,
      credentials,
      tokens,
      postbox: new Postbox(clock, tokens),
      pdf,
      copies: new SignedCopies(store, pdf),
      faults: new Faults(),
      requests: new RequestLog(),
      dialect,
      spelling: SPELLINGS[dialect],
      url: () => this.address,
    };
    if (seedWith > 0 && store.isEmpty) await seed(services, { envelopes: seedWith, templates: 4 });
    this.services = services;
    const control = new Control(services, this.holders, this.instance);
    this.handler = new Handler(services, new Router(OPERATIONS), control, new Pages(services));
    return {
      url: this.address,
      apiKey: credentials.apiKey,
      apiSecret: credentials.apiSecret,
      users: credentials.users.map((user) => ({
        email: user.email,
        password: user.password,
        name: fullName(user),
      })),
    };
  }

  /**
   * Takes no more requests, lets those under way finish, waits for what is being written, and lets go of everything. The port
   * closes last: as long as it is open, nobody else opens the data folder.
   */
  async close(): Promise<void> {
    this.holders.dispose();
    this.handler = undefined;
    await Promise.race([Promise.allSettled(this.active), wait(GRACE, undefined, { ref: false })]);
    await this.services?.store.close();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private respond(request: IncomingMessage, response: ServerResponse): void {
    const work = this.answer(request, response)
      .catch(() => response.destroy())
      .finally(() => this.active.delete(work));
    this.active.add(work);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.handler !== undefined) {
      await this.handler.handle(request, response);
      return;
    }
    const isHealth = request.url === '/_sandbox/health';
    const body = isHealth
      ? { instance: this.instance, state: 'busy' }
      : { errors: [{ error_code: 'SYSTEM_ERROR', developer_message: 'The sandbox is starting or ending.' }] };
    response
      .writeHead(isHealth ? 200 : 503, { 'content-type': 'application/json', connection: 'close' })
      .end(JSON.stringify(body));
  }
}
