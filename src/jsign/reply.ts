import * as v from 'valibot';
import { JsignError, type JsignErrorFacts } from './errors';
import type { HttpReply } from './transport';
import { text } from './wire/scalars';
import { isObject, many, record } from './wire/shapes';

const MOST_RETRY_AFTER = 30_000;
/** `errors` as documented, or the bare object of one sample (section 13, 21). */
const FAILURE = record({ errors: many(record({ error_code: text })), error_code: text });

/**
 * The JSON of a successful reply.
 * @throws JsignError `unreadable` for anything else
 */
export function readJson(operation: string, reply: HttpReply): unknown {
  if (reply.status === 204) return { data: {} };
  const body = parse(reply.bytes);
  const facts = { operation, status: reply.status, requestSent: true };
  if (!isObject(body)) throw new JsignError({ ...facts, kind: 'unreadable', replyRead: false });
  const failure = v.safeParse(FAILURE, body);
  if (failure.success && failure.output.errors.some((error) => error.error_code !== '')) {
    throw new JsignError({ ...facts, kind: 'unreadable', field: 'errors', replyRead: true });
  }
  return body;
}

/** The error that a reply stands for (sections 1.4 and 11); `undefined` for any 2xx. */
export function replyError(operation: string, reply: HttpReply, now: number): JsignError | undefined {
  const { status } = reply;
  if (status >= 200 && status < 300) return undefined;
  const body = parse(reply.bytes);
  const failure = v.safeParse(FAILURE, body);
  const code = failure.success ? machineCode(failure.output) : undefined;
  const retryAfter = readRetryAfter(reply.header('retry-after'), now);
  const facts: Omit<JsignErrorFacts, 'kind'> = {
    operation,
    status,
    requestSent: true,
    replyRead: isObject(body),
    ...(code === undefined ? {} : { code }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  if (status === 407) return new JsignError({ ...facts, kind: 'network', network: 'proxy' });
  return new JsignError({ ...facts, kind: kindOf(status, code, facts.replyRead) });
}

function kindOf(status: number, code: string | undefined, replyRead: boolean): JsignErrorFacts['kind'] {
  // 429 is not among the service's own words; whoever says it means "later", as 5xx does.
  if (status >= 500 || status === 429) return 'server';
  if (status === 404) return 'not-found';
  // A page instead of JSON: it was somebody else who answered, a portal, a gateway, another service.
  if (!replyRead || status < 400) return 'unreadable';
  if (status === 401) return code === 'TOKEN_EXPIRED' ? 'expired' : 'credentials';
  return 'refused';
}

function machineCode(failure: v.InferOutput<typeof FAILURE>): string | undefined {
  const codes = [...failure.errors.map((error) => error.error_code), failure.error_code];
  const code = codes.map((each) => each.trim().toUpperCase()).find((each) => each !== '');
  // Codes go into logs; nothing but a code may come in this way.
  return code !== undefined && /^[A-Z][A-Z0-9_]{1,79}$/.test(code) ? code : undefined;
}

function readRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const asked = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), MOST_RETRY_AFTER);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
