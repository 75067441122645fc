import { asObject } from '../core/reader';
import { refuse } from '../core/errors';

const KINDS = ['delay', 'reset-before', 'reset-after', 'status', 'truncate'] as const;
export type FaultKind = (typeof KINDS)[number];

export interface Fault {
  /** Upper case, or `*`. */
  readonly method: string;
  /** A prefix of the path, or `*`. */
  readonly path: string;
  readonly kind: FaultKind;
  /** Milliseconds, HTTP status or bytes kept, by kind. */
  readonly value: number;
}

interface Armed extends Fault {
  times: number;
}

/** The faults that are armed. The first that matches a request is used, and used up. */
export class Faults {
  private armed: Armed[] = [];

  /** Replaces all faults by those of a control request. Refuses what it does not understand. */
  replace(body: unknown): void {
    if (!Array.isArray(body)) throw refuse('BODY_INVALID', 'an array of faults is expected');
    this.armed = body.map((item, index) => readFault(item, index));
  }

  clear(): void {
    this.armed = [];
  }

  /** The fault for a request, if any; counts it. `paths` are the spellings under which the request is known. */
  take(method: string, paths: readonly string[]): Fault | undefined {
    const fault = this.armed.find(
      (f) =>
        f.times > 0 &&
        (f.method === '*' || f.method === method) &&
        (f.path === '*' || paths.some((path) => path.startsWith(f.path))),
    );
    if (fault !== undefined) fault.times -= 1;
    return fault;
  }
}

function readFault(item: unknown, index: number): Armed {
  const source = asObject(item);
  const bad = (what: string): Error => refuse('FIELD_TYPE_INVALID', `faults[${index}].${what}`);
  const { method = '*', path = '*', kind, value, times = 1 } = source;
  if (typeof method !== 'string' || method === '') throw bad('method');
  if (typeof path !== 'string' || path === '') throw bad('path');
  const known = KINDS.find((k) => k === kind);
  if (known === undefined) throw bad('kind');
  if (typeof times !== 'number' || !Number.isSafeInteger(times) || times < 1) throw bad('times');
  return { method: method.toUpperCase(), path, kind: known, value: readValue(known, value, bad), times };
}

function readValue(kind: FaultKind, value: unknown, bad: (what: string) => Error): number {
  if (kind === 'reset-before' || kind === 'reset-after') return 0;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw bad('value');
  if (kind === 'status' && (value < 200 || value > 599)) throw bad('value');
  return value;
}
