import { Dict, Keyword, Name, PdfSyntaxError, Ref, type Value } from './values';

const WHITE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const c of [0, 9, 10, 12, 13, 32]) CLASS[c] = WHITE;
for (const c of '()<>[]{}/%') CLASS[c.charCodeAt(0)] = DELIMITER;

/** Deep enough for every real file, shallow enough for the stack. */
const MAX_DEPTH = 100;
export type Token = Value | Keyword | undefined;

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === WHITE;
}

/**
 * Reads values and words from bytes, for the file's structure and for content streams alike. Every step moves forward, so
 * reading is linear in the input; `undefined` means the end.
 */
export class Lexer {
  pos: number;
  readonly #end: number;
  readonly #buffer: Buffer;
  /** Operators come by the million, but there are few different ones. */
  readonly #words = new Map<number, Keyword>();

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    end = bytes.length,
    /** In a file's structure `1 0 R` is a reference; in a content stream there is no such thing. */
    readonly references = true,
  ) {
    this.pos = Math.max(0, start);
    this.#end = Math.min(end, bytes.length);
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get atEnd(): boolean {
    return this.pos >= this.#end;
  }

  skipWhite(): void {
    while (this.pos < this.#end) {
      const c = this.bytes[this.pos] ?? 0;
      if (c === 0x25) {
        while (this.pos < this.#end && this.bytes[this.pos] !== 10 && this.bytes[this.pos] !== 13) this.pos++;
      } else if (CLASS[c] !== WHITE) return;
      else this.pos++;
    }
  }

  /** The next value or word; stray closing delimiters come back as words. */
  next(depth = 0): Token {
    this.skipWhite();
    if (this.pos >= this.#end) return undefined;
    const c = this.bytes[this.pos] ?? 0;
    switch (c) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x3c:
        return this.bytes[this.pos + 1] === 0x3c ? this.#dict(depth) : this.#hex();
      case 0x5b:
        return this.#array(depth);
      case 0x3e:
        this.pos += this.bytes[this.pos + 1] === 0x3e ? 2 : 1;
        return new Keyword('>>');
      case 0x5d:
      case 0x7b:
      case 0x7d:
      case 0x29:
        this.pos++;
        return new Keyword(String.fromCharCode(c));
      default:
        return this.#word(c);
    }
  }

  /** A value; words other than `true`, `false` and `null` are an error. */
  value(): Value {
    const token = this.next();
    if (token === undefined || token instanceof Keyword) throw new PdfSyntaxError('value expected');
    return token;
  }

  /** Whether the next word is this one; moves past it if so. */
  accept(word: string): boolean {
    const before = this.pos;
    const token = this.next();
    if (token instanceof Keyword && token.word === word) return true;
    this.pos = before;
    return false;
  }

  /** A whole number that is not negative. */
  integer(): number {
    const token = this.next();
    if (typeof token !== 'number' || !Number.isSafeInteger(token) || token < 0)
      throw new PdfSyntaxError('integer expected');
    return token;
  }

  #word(first: number): Token {
    const start = this.pos;
    while (this.pos < this.#end && CLASS[this.bytes[this.pos] ?? 0] === 0) this.pos++;
    if ((first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e) {
      const number = this.#number(start, this.pos);
      if (number !== undefined)
        return this.references && first <= 0x39 && first >= 0x30 ? this.#reference(number) : number;
    }
    const length = this.pos - start;
    if (length > 3) return this.#longWord(start);
    let key = 0;
    for (let i = start; i < this.pos; i++) key = key * 256 + (this.bytes[i] ?? 0);
    let known = this.#words.get(key);
    if (known === undefined) this.#words.set(key, (known = new Keyword(this.#latin1(start, this.pos))));
    return known;
  }

  #longWord(start: number): Token {
    const word = this.#latin1(start, Math.min(this.pos, start + 128));
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    return new Keyword(word);
  }

  #latin1(start: number, end: number): string {
    return this.#buffer.toString('latin1', start, end);
  }

  #number(start: number, end: number): number | undefined {
    let i = start;
    let sign = 1;
    // Some writers double the sign (`--5`); readers take it for one.
    while (i < end && (this.bytes[i] === 0x2d || this.bytes[i] === 0x2b)) {
      if (this.bytes[i] === 0x2d) sign = -1;
      i++;
    }
    let value = 0;
    let digits = 0;
    let power = 0;
    for (; i < end; i++) {
      const c = this.bytes[i] ?? 0;
      if (c >= 0x30 && c <= 0x39) {
        digits++;
        value = value * 10 + (c - 0x30);
        if (power > 0) power *= 10;
      } else if (c === 0x2e && power === 0) power = 1;
      else if (c === 0x2d && digits > 0) break;
      else return undefined;
    }
    // One division at the end: `789.041` becomes the same number as in a program.
    return digits > 0 || power > 0 ? (sign * value) / (power || 1) : undefined;
  }

  /** `12 0 R`, if that is what follows. */
  #reference(num: number): Value {
    if (!Number.isSafeInteger(num)) return num;
    let p = this.pos;
    const skip = (): void => {
      while (p < this.#end && CLASS[this.bytes[p] ?? 0] === WHITE) p++;
    };
    skip();
    let gen = 0;
    const from = p;
    for (; p < this.#end && p < from + 6; p++) {
      const c = this.bytes[p] ?? 0;
      if (c < 0x30 || c > 0x39) break;
      gen = gen * 10 + (c - 0x30);
    }
    if (p === from) return num;
    skip();
    if (
      this.bytes[p] !== 0x52 ||
      p >= this.#end ||
      (p + 1 < this.#end && CLASS[this.bytes[p + 1] ?? 0] === 0)
    )
      return num;
    this.pos = p + 1;
    return new Ref(num, gen);
  }

  #name(): Name {
    this.pos++;
    const start = this.pos;
    let escaped = false;
    while (this.pos < this.#end && CLASS[this.bytes[this.pos] ?? 0] === 0) {
      if (this.bytes[this.pos] === 0x23) escaped = true;
      this.pos++;
    }
    const text = this.#latin1(start, this.pos);
    return new Name(
      escaped
        ? text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
        : text,
    );
  }

  #hex(): Uint8Array {
    this.pos++;
    const out: number[] = [];
    let high = -1;
    while (this.pos < this.#end) {
      const c = this.bytes[this.pos++] ?? 0;
      if (c === 0x3e) break;
      const digit = hexDigit(c);
      if (digit < 0) continue;
      if (high < 0) high = digit;
      else {
        out.push(high * 16 + digit);
        high = -1;
      }
    }
    if (high >= 0) out.push(high * 16);
    return Uint8Array.from(out);
  }

  #literal(): Uint8Array {
    this.pos++;
    // Most strings have neither escapes nor brackets: those are a view, not a copy.
    for (let i = this.pos; i < this.#end; i++) {
      const c = this.bytes[i];
      if (c === 0x5c || c === 0x28) break;
      if (c === 0x29) {
        const plain = this.bytes.subarray(this.pos, i);
        this.pos = i + 1;
        return plain;
      }
    }
    return this.#escapedLiteral();
  }

  #escapedLiteral(): Uint8Array {
    const out: number[] = [];
    let nested = 1;
    while (this.pos < this.#end) {
      let c = this.bytes[this.pos++] ?? 0;
      if (c === 0x28) nested++;
      else if (c === 0x29) {
        if (--nested === 0) break;
      } else if (c === 0x5c) {
        const escaped = this.#escape();
        if (escaped < 0) continue;
        c = escaped;
      }
      out.push(c);
    }
    return Uint8Array.from(out);
  }

  /** The byte that a backslash sequence stands for; -1 for none. */
  #escape(): number {
    const c = this.bytes[this.pos++] ?? 0;
    const simple = 'nrtbf'.indexOf(String.fromCharCode(c));
    if (simple >= 0) return [10, 13, 9, 8, 12][simple] ?? 0;
    if (c === 13) {
      if (this.bytes[this.pos] === 10) this.pos++;
      return -1;
    }
    if (c === 10) return -1;
    if (c < 0x30 || c > 0x37) return c;
    let value = c - 0x30;
    for (let i = 0; i < 2; i++) {
      const d = this.bytes[this.pos] ?? 0;
      if (d < 0x30 || d > 0x37) break;
      value = value * 8 + (d - 0x30);
      this.pos++;
    }
    return value & 255;
  }

  #array(depth: number): Value {
    if (depth > MAX_DEPTH) throw new PdfSyntaxError('nested too deeply');
    this.pos++;
    const items: Value[] = [];
    for (;;) {
      const token = this.next(depth + 1);
      if (token === undefined) throw new PdfSyntaxError('array without an end');
      if (token instanceof Keyword) {
        if (token.word === ']') return items;
        if (token.word === '>>' || token.word === 'endobj') throw new PdfSyntaxError('array without an end');
        continue;
      }
      items.push(token);
    }
  }

  #dict(depth: number): Value {
    if (depth > MAX_DEPTH) throw new PdfSyntaxError('nested too deeply');
    this.pos += 2;
    const entries = new Map<string, Value>();
    for (;;) {
      const key = this.next(depth + 1);
      if (key === undefined) throw new PdfSyntaxError('dictionary without an end');
      if (key instanceof Keyword && key.word === '>>') return new Dict(entries);
      if (key instanceof Keyword && key.word === 'endobj')
        throw new PdfSyntaxError('dictionary without an end');
      if (!(key instanceof Name)) continue;
      const before = this.pos;
      const value = this.next(depth + 1);
      if (value === undefined) throw new PdfSyntaxError('dictionary without an end');
      if (value instanceof Keyword) {
        // A key without a value at the very end: the closing brackets are read again.
        if (value.word === '>>') this.pos = before;
        continue;
      }
      entries.set(key.name, value);
    }
  }
}

function hexDigit(c: number): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  if (c >= 0x41 && c <= 0x46) return c - 0x37;
  if (c >= 0x61 && c <= 0x66) return c - 0x57;
  return -1;
}
