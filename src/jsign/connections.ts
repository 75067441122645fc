import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { ConnectionState } from './networkFailure';

type Created = Duplex | null | undefined;
type OnCreated = (error: Error | null, stream: Duplex) => void;

/**
 * Follows the one connection of a request that has an agent of its own. Where a proxy takes the agent's place the connection
 * is made elsewhere; then nothing is seen here and nothing is claimed.
 */
export class ConnectionWatch implements ConnectionState {
  private state: boolean | undefined;

  constructor(
    readonly secure: boolean,
    private readonly onProgress: () => void,
  ) {}

  get connected(): boolean | undefined {
    return this.state;
  }

  watch(socket: Created): Created {
    if (!socket) return socket;
    this.state = false;
    socket.once('connect', this.onProgress);
    socket.once(this.secure ? 'secureConnect' : 'connect', () => {
      this.state = true;
      this.onProgress();
    });
    return socket;
  }
}

class WatchedHttpAgent extends http.Agent {
  constructor(private readonly connection: ConnectionWatch) {
    super({ keepAlive: false });
  }
  override createConnection(options: http.ClientRequestArgs, callback?: OnCreated): Created {
    return this.connection.watch(super.createConnection(options, callback));
  }
}

class WatchedHttpsAgent extends https.Agent {
  constructor(
    options: https.AgentOptions,
    private readonly connection: ConnectionWatch,
  ) {
    super({ ...options, keepAlive: false });
  }
  override createConnection(options: https.RequestOptions, callback?: OnCreated): Created {
    return this.connection.watch(super.createConnection(options, callback));
  }
}

/** The agents of one client: a pool for what may be repeated, a fresh one for each call that may not. */
export class Connections {
  private readonly trust: https.AgentOptions;
  private readonly pool: http.Agent;

  /** @param ca PEM text of a certificate authority to trust besides the usual ones. */
  constructor(
    readonly secure: boolean,
    ca: string | undefined,
  ) {
    this.trust = ca === undefined ? {} : { ca: [...usualAuthorities(), ca] };
    const keep = { keepAlive: true, maxFreeSockets: 4 };
    this.pool = secure ? new https.Agent({ ...keep, ...this.trust }) : new http.Agent(keep);
  }

  pooled(): http.Agent {
    return this.pool;
  }

  fresh(watch: ConnectionWatch): http.Agent {
    return this.secure ? new WatchedHttpsAgent(this.trust, watch) : new WatchedHttpAgent(watch);
  }
}

/** An agent's `ca` replaces the usual authorities, so they are named again. Newer Node also tells those added by its environment. */
function usualAuthorities(): readonly string[] {
  const newer: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof newer === 'function') {
    const all: unknown = Reflect.apply(newer, tls, ['default']);
    if (Array.isArray(all)) return all.filter((pem) => typeof pem === 'string');
  }
  return tls.rootCertificates;
}
