import type { ServerResponse } from 'node:http';
import type { WireError } from '../core/errors';

/** A body that is produced while it is sent; `length` is known beforehand. */
export interface StreamedBody {
  readonly length: number;
  readonly chunks: () => AsyncIterable<Uint8Array | string>;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array | StreamedBody;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** The success envelope of the API reference, section 1.3. */
export function done(data: unknown, message = '', status = 200): Reply {
  return json({ message, data }, status);
}

export function failed(status: number, errors: readonly WireError[]): Reply {
  return json({ errors }, status);
}

export function json(value: unknown, status = 200): Reply {
  return { status, type: JSON_TYPE, body: JSON.stringify(value) };
}

/**
 * A success whose last field is a file in base64, made while it is sent: a big file is never held as a whole.
 *
 * @param size bytes of the file; `pieces` must have lengths divisible by three, but for the last.
 */
export function doneWithFile(
  data: Readonly<Record<string, string>>,
  field: string,
  size: number,
  pieces: () => AsyncIterable<Buffer>,
): Reply {
  const fields = Object.entries(data).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`,
  );
  const before = Buffer.from(`{"message":"","data":{${fields.join('')}${JSON.stringify(field)}:"`);
  const after = '"}}';
  const length = before.length + Math.ceil(size / 3) * 4 + after.length;
  async function* chunks(): AsyncGenerator<Uint8Array | string> {
    yield before;
    for await (const piece of inThrees(pieces())) yield piece.toString('base64');
    yield after;
  }
  return { status: 200, type: JSON_TYPE, body: { length, chunks } };
}

async function* inThrees(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const all = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const whole = all.length - (all.length % 3);
    if (whole > 0) yield all.subarray(0, whole);
    rest = all.subarray(whole);
  }
  if (rest.length > 0) yield rest;
}

/**
 * Sends a reply. With `keep`, only that many bytes of the body are sent although the header promises all of them, and the
 * connection is cut.
 */
export async function send(response: ServerResponse, reply: Reply, keep?: number): Promise<void> {
  const { body } = reply;
  const whole = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(reply.status, {
    'content-type': reply.type,
    'content-length': String(whole instanceof Uint8Array ? whole.byteLength : whole.length),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
  });
  let left = keep ?? Number.POSITIVE_INFINITY;
  for await (const chunk of whole instanceof Uint8Array ? [whole] : whole.chunks()) {
    if (response.destroyed) return;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
    const part = bytes.byteLength > left ? bytes.subarray(0, left) : bytes;
    left -= part.byteLength;
    if (part.byteLength > 0 && !response.write(part)) await drained(response);
    if (left <= 0) break;
  }
  if (keep === undefined) {
    response.end();
    return;
  }
  // Header and kept bytes go to the system before the connection is cut.
  response.flushHeaders();
  await new Promise<void>((resolve) => {
    if (response.socket === null) resolve();
    else response.socket.write('', () => resolve());
  });
  response.destroy();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}
