import { Dict, latin1, Name, PdfSyntaxError, Ref, Stream, type Value } from './values';

/** A value as it is written in a file. Streams stand alone and are not written by this. */
export function serialize(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return number(value);
  if (value instanceof Name) return `/${value.name.replace(/[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/g, hash)}`;
  if (value instanceof Ref) return `${value.num} ${value.gen} R`;
  if (value instanceof Uint8Array) return string(value);
  if (value instanceof Dict)
    return `<<${[...value.entries].map(([key, item]) => ` ${serialize(new Name(key))} ${serialize(item)}`).join('')} >>`;
  if (value instanceof Stream) throw new PdfSyntaxError('a stream inside a value');
  return `[${value.map(serialize).join(' ')}]`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(5)));
}

function hash(char: string): string {
  return `#${(char.charCodeAt(0) & 255).toString(16).padStart(2, '0')}`;
}

function string(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte >= 32 && byte < 127)) return `(${latin1(bytes).replace(/[\\()]/g, '\\$&')})`;
  return `<${Buffer.from(bytes).toString('hex')}>`;
}
