import type { IncomingMessage } from 'node:http';
import type { Faults } from '../http/faults';
import type { Reply } from '../http/reply';
import type { RequestLog } from '../http/requestLog';
import type { PdfRoom } from '../pdf/room';
import type { Credentials } from '../store/credentials';
import type { Store } from '../store/store';
import type { Clock } from './clock';
import type { SignedCopies } from './copies';
import type { Dialect, Spelling } from './dialect';
import type { Postbox } from './postbox';
import type { Tokens } from './tokens';

/** What operations, pages and control routes work with. Made once per running sandbox. */
export interface Services {
  readonly clock: Clock;
  readonly store: Store;
  readonly credentials: Credentials;
  readonly tokens: Tokens;
  readonly postbox: Postbox;
  readonly pdf: PdfRoom;
  readonly copies: SignedCopies;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly dialect: Dialect;
  readonly spelling: Spelling;
  /** e.g. `http://127.0.0.1:4711`. */
  readonly url: () => string;
}

/** One request of the API, after its headers were checked. */
export interface Call {
  readonly request: IncomingMessage;
  /** E-mail behind the bearer token; empty where the operation takes none. */
  readonly user: string;
  readonly query: URLSearchParams;
  /** A part of the path by its name. */
  readonly param: (name: string) => string;
  /** The JSON body; `undefined` if it is empty. */
  readonly body: () => Promise<unknown>;
}

export type Operation = (services: Services, call: Call) => Reply | Promise<Reply>;
