import type { IncomingMessage } from 'node:http';
import { refuse } from '../core/errors';

/** The largest JSON body: a file of 25 MB in base64, and room around it. */
const MAX_JSON = 40 * 1024 * 1024;

/**
 * The chunks of a request's body. Leaving the loop early does not cut the connection (the answer could not be sent then).
 */
export function chunksOf(request: IncomingMessage): AsyncIterable<Buffer> {
  const iterator = request.iterator({ destroyOnReturn: false });
  return {
    async *[Symbol.asyncIterator]() {
      for await (const chunk of { [Symbol.asyncIterator]: () => iterator })
        if (Buffer.isBuffer(chunk)) yield chunk;
    },
  };
}

/** The whole body as bytes; a larger one is read to its end and refused. */
export async function readBytes(request: IncomingMessage, limit = MAX_JSON): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limit) throw refuse('REQUEST_TOO_LARGE');
  return Buffer.concat(chunks);
}

/**
 * The body as JSON; an empty one gives `undefined`.
 *
 * @param strict refuse a body that is not announced as `application/json`.
 */
export async function readJson(request: IncomingMessage, strict: boolean): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  if (strict && !/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw refuse('CONTENT_TYPE_INVALID', 'application/json is expected');
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw refuse('BODY_INVALID');
  }
}
