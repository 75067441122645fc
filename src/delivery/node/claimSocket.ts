import { randomBytes } from 'node:crypto';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A path of a local socket may have 104 bytes on macOS (108 on Linux), the closing zero among them. */
const MAX_SOCKET_PATH = 103;
const GREETING = 'jsign-claim ';
/** How long a living holder may take to say where it stands. Its life is not in doubt then: it took the connection. */
const ANSWER_WITHIN = 2_000;

/** What a claimant answers: `claiming` is still looking around, `held` has the lock. */
export type Stand = 'claiming' | 'held';
/**
 * `dead` only if the system itself says that nobody listens there any more; `hung-up` when the connection was taken and ended
 * without an answer, as by someone who is just leaving; `silent` when no answer came in time, which says nothing about its life.
 */
export type Probe = Stand | 'silent' | 'hung-up' | 'dead';

/** A local socket or pipe that answers as long as its process lives: the system closes it even after `kill -9`. */
export class ClaimSocket {
  stand: Stand = 'claiming';

  private constructor(
    readonly address: string,
    private readonly server: net.Server,
  ) {}

  static async listen(): Promise<ClaimSocket> {
    const address = freshAddress();
    // Whoever asks may go away before it has the answer.
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(`${GREETING}${claim.stand}\n`);
    });
    const claim = new ClaimSocket(address, server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
    // A connection that could not be taken in (too many open files) is no reason to let go of the lock.
    server.on('error', () => undefined);
    // A lock must not keep a process alive that has nothing else to do.
    server.unref();
    return claim;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** Asks at an address. */
export function probe(address: string): Promise<Probe> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(address);
    const end = (result: Probe): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end('silent'), ANSWER_WITHIN);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('end', () => end(standIn(answer)));
    socket.on('error', (error: NodeJS.ErrnoException) => end(meaningOf(error.code)));
  });
}

/** A full queue or a lack of handles says nothing about the holder. */
function meaningOf(code: string | undefined): Probe {
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return 'dead';
  return code === 'ECONNRESET' || code === 'EPIPE' ? 'hung-up' : 'silent';
}

function standIn(answer: string): Probe {
  if (answer === `${GREETING}held\n`) return 'held';
  return answer === `${GREETING}claiming\n` ? 'claiming' : 'hung-up';
}

/** Never used before, so that a dead one can be told from a living one for ever. */
function freshAddress(): string {
  const name = `jsign-${randomBytes(9).toString('hex')}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  for (const folder of [os.tmpdir(), '/tmp']) {
    const place = path.join(folder, `${name}.sock`);
    if (Buffer.byteLength(place) <= MAX_SOCKET_PATH) return place;
  }
  throw new Error('No folder with a path short enough for a local socket.');
}
