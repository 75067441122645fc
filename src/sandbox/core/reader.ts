import { type ErrorCode, Refusal, refuse, type WireError, wireError } from './errors';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a request body strictly: wrong types and missing fields are collected, so that one answer names them all.
 * `null` counts as absent. Where the reference writes a name in two ways, both are given; the first one present counts.
 */
export class BodyReader {
  private readonly errors: WireError[] = [];

  refuse(code: ErrorCode, detail?: string): void {
    const error = wireError(code, detail);
    const known = this.errors.some(
      (e) => e.error_code === error.error_code && e.developer_message === error.developer_message,
    );
    if (!known) this.errors.push(error);
  }

  get refused(): boolean {
    return this.errors.length > 0;
  }

  /** Throws what was collected, if anything was. */
  finish(): void {
    const [first, ...rest] = this.errors;
    if (first !== undefined) throw new Refusal([first, ...rest]);
  }

  object(source: Json, name: string, missing?: ErrorCode): Json | undefined {
    const value = source[name];
    if (isObject(value)) return value;
    this.absent(value, name, 'an object', missing);
    return undefined;
  }

  /** Non-empty text if `missing` is given, any text otherwise. */
  text(source: Json, names: string | readonly string[], missing?: ErrorCode): string | undefined {
    const [name, value] = pick(source, names);
    if (typeof value === 'string' && (missing === undefined || value.trim() !== '')) return value;
    this.absent(value === '' ? undefined : value, name, 'a String', missing);
    return undefined;
  }

  integer(source: Json, names: string | readonly string[], missing?: ErrorCode): number | undefined {
    const [name, value] = pick(source, names);
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    this.absent(value, name, 'an Integer', missing);
    return undefined;
  }

  decimal(source: Json, name: string, missing?: ErrorCode): number | undefined {
    const value = source[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.absent(value, name, 'a Decimal', missing);
    return undefined;
  }

  flag(source: Json, names: string | readonly string[]): boolean | undefined {
    const [name, value] = pick(source, names);
    if (typeof value === 'boolean') return value;
    this.absent(value, name, 'a Boolean');
    return undefined;
  }

  texts(source: Json, name: string): readonly string[] | undefined {
    const value = source[name];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.absent(value, name, 'an Array of String');
    return undefined;
  }

  objects(source: Json, name: string, missing?: ErrorCode): readonly Json[] | undefined {
    const value = source[name];
    if (Array.isArray(value) && value.every(isObject)) return value;
    this.absent(value, name, 'an Array of objects', missing);
    return undefined;
  }

  private absent(value: unknown, name: string, type: string, missing?: ErrorCode): void {
    if (value === undefined || value === null) {
      if (missing !== undefined) this.refuse(missing);
    } else if (missing !== undefined && typeof value === 'string' && value.trim() === '') {
      this.refuse(missing);
    } else {
      this.refuse('FIELD_TYPE_INVALID', `${name} must be ${type}`);
    }
  }
}

function pick(source: Json, names: string | readonly string[]): readonly [string, unknown] {
  const all = typeof names === 'string' ? [names] : names;
  const name = all.find((n) => source[n] !== undefined && source[n] !== null) ?? all[0] ?? '';
  return [name, source[name]];
}

/** Whether something looks like an e-mail address; deliberately no more than that. */
export function isEmail(text: string): boolean {
  return /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+\.[^\s@<>"(),;:\\.]+$/.test(text) && text.length <= 254;
}

/** The body as an object, refusing anything else. */
export function asObject(body: unknown): Json {
  if (!isObject(body)) throw refuse('BODY_INVALID', 'an object is expected');
  return body;
}
