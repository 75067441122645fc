import { isJsignError } from '../../jsign/errors';

/**
 * Facts beside a log line. The keys are the allow-list: nothing else is written, so that names, addresses, tokens and links
 * cannot slip in by way of an object that carries more than it should.
 */
export interface LogFacts {
  readonly operation?: string;
  readonly kind?: string;
  readonly code?: string;
  readonly status?: number;
  readonly state?: string;
  readonly command?: string;
  readonly environment?: string;
  readonly count?: number;
  readonly total?: number;
  readonly milliseconds?: number;
  readonly bytes?: number;
  readonly port?: number;
}

export interface Log {
  trace(event: string, facts?: LogFacts): void;
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** `error` is described by its class and kind alone: texts of errors may carry file names or server text. */
  error(event: string, error: unknown, facts?: LogFacts): void;
}

const KEYS = [
  'operation',
  'kind',
  'code',
  'status',
  'state',
  'command',
  'environment',
  'count',
  'total',
  'milliseconds',
  'bytes',
  'port',
] as const satisfies readonly (keyof LogFacts)[];

/** Words of our own, codes and ids of operations; nothing that could be an address, a sentence or a token. */
const SAFE_WORD = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/** One line: the event and the allowed facts. A word that does not look like one of ours becomes `‹hidden›`. */
export function formatLine(event: string, facts: LogFacts = {}): string {
  const parts = KEYS.flatMap((key) => {
    const value = facts[key];
    if (value === undefined) return [];
    if (typeof value === 'number') return [`${key}=${value}`];
    return [`${key}=${SAFE_WORD.test(value) ? value : '‹hidden›'}`];
  });
  return [event, ...parts].join(' ');
}

/** What may be said of an error: ours by its facts, another by its class and system code. */
export function errorFacts(error: unknown): LogFacts {
  if (isJsignError(error)) {
    return {
      operation: error.operation,
      kind: error.kind,
      ...(error.status === undefined ? {} : { status: error.status }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.network === undefined ? {} : { state: error.network }),
    };
  }
  if (!(error instanceof Error)) return { kind: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  return { kind: error.name, ...(typeof code === 'string' ? { code } : {}) };
}
