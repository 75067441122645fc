import { decodeStream } from './filters';
import { Lexer } from './lexer';
import { Dict, latin1, Name, PdfSyntaxError, Stream, type Value } from './values';

/** Where an object is: at an offset of the file, or as number so-and-so inside an object stream. */
export type XrefEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

export interface Xref {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Of the newest section. */
  readonly trailer: Dict;
  /** Of the newest section, as written behind `startxref`. */
  readonly startOffset: number;
  readonly style: 'table' | 'stream';
  /** Bytes before the header that the file's own offsets do not count. */
  readonly shift: number;
}

const MAX_SECTIONS = 2000;
const MAX_OBJECTS = 2_000_000;
const MAX_XREF_BYTES = 64 * 1024 * 1024;

interface Section {
  readonly dict: Dict;
  readonly style: 'table' | 'stream';
}

/**
 * Reads the cross-reference of the whole file, strictly: what is not where the file says it is, is an error. (Readers that
 * search for objects instead "open" files of which a third is missing.)
 * @param startOffset the number behind the last `startxref`
 */
export function readXref(bytes: Uint8Array, startOffset: number, headerAt: number): Xref {
  try {
    return readChain(bytes, startOffset, 0);
  } catch (error) {
    if (headerAt > 0 && error instanceof PdfSyntaxError) return readChain(bytes, startOffset, headerAt);
    throw error;
  }
}

function readChain(bytes: Uint8Array, startOffset: number, shift: number): Xref {
  const entries = new Map<number, XrefEntry | undefined>();
  const visited = new Set<number>();
  const queue = [startOffset];
  let newest: Section | undefined;
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (visited.has(offset)) continue;
    visited.add(offset);
    if (visited.size > MAX_SECTIONS) throw new PdfSyntaxError('too many cross-reference sections');
    const section = readSection(bytes, offset, shift, entries);
    newest ??= section;
    const hybrid = section.dict.raw('XRefStm');
    if (typeof hybrid === 'number' && section.style === 'table') {
      if (!visited.has(hybrid)) readSection(bytes, hybrid, shift, entries);
      visited.add(hybrid);
    }
    const previous = section.dict.raw('Prev');
    if (typeof previous === 'number') queue.push(previous);
  }
  if (newest === undefined) throw new PdfSyntaxError('no cross-reference');
  const used = new Map<number, XrefEntry>();
  for (const [num, entry] of entries) if (entry !== undefined) used.set(num, entry);
  return { entries: used, trailer: newest.dict, startOffset, style: newest.style, shift };
}

/** Adds a section's entries where no newer section has spoken (a free object is `undefined`: also spoken for). */
function readSection(
  bytes: Uint8Array,
  offset: number,
  shift: number,
  entries: Map<number, XrefEntry | undefined>,
): Section {
  const at = offset + shift;
  if (!Number.isSafeInteger(at) || at < 0 || at >= bytes.length)
    throw new PdfSyntaxError('cross-reference outside the file');
  const lexer = new Lexer(bytes, at);
  return lexer.accept('xref') ? readTable(lexer, shift, entries) : readStream(lexer, shift, entries);
}

function readTable(lexer: Lexer, shift: number, entries: Map<number, XrefEntry | undefined>): Section {
  while (!lexer.accept('trailer')) {
    let start = lexer.integer();
    const count = lexer.integer();
    if (start + count > MAX_OBJECTS) throw new PdfSyntaxError('too many objects');
    for (let i = 0; i < count; i++) {
      const offset = lexer.integer();
      const gen = lexer.integer();
      const used = lexer.accept('n');
      if (!used && !lexer.accept('f')) throw new PdfSyntaxError('bad cross-reference entry');
      // Known writers count the free list's head as object 1.
      if (i === 0 && start === 1 && !used && gen === 65535) start = 0;
      const num = start + i;
      if (!entries.has(num))
        entries.set(num, used ? { kind: 'offset', offset: offset + shift, gen } : undefined);
    }
  }
  const dict = lexer.value();
  if (!(dict instanceof Dict)) throw new PdfSyntaxError('no trailer');
  return { dict, style: 'table' };
}

function readStream(lexer: Lexer, shift: number, entries: Map<number, XrefEntry | undefined>): Section {
  const { value } = readIndirect(lexer, () => undefined);
  if (!(value instanceof Stream)) throw new PdfSyntaxError('no cross-reference stream');
  const type = value.dict.raw('Type');
  if (!(type instanceof Name) || type.name !== 'XRef') throw new PdfSyntaxError('no cross-reference stream');
  const data = decodeStream(value, (v) => v, MAX_XREF_BYTES);
  const widths = numbers(value.dict.raw('W'));
  const [w0 = 0, w1 = 0, w2 = 0] = widths;
  const row = w0 + w1 + w2;
  if (widths.length < 3 || row === 0 || Math.max(w0, w1, w2) > 8)
    throw new PdfSyntaxError('bad cross-reference stream');
  const size = value.dict.raw('Size');
  const index =
    value.dict.raw('Index') === null
      ? [0, typeof size === 'number' ? size : 0]
      : numbers(value.dict.raw('Index'));
  const field = (from: number, width: number): number => {
    let n = 0;
    for (let i = 0; i < width; i++) n = n * 256 + (data[from + i] ?? 0);
    return n;
  };
  let at = 0;
  for (let s = 0; s + 1 < index.length; s += 2) {
    const start = index[s] ?? 0;
    for (let i = 0; i < (index[s + 1] ?? 0); i++, at += row) {
      if (at + row > data.length) throw new PdfSyntaxError('cross-reference stream too short');
      if (start + i > MAX_OBJECTS) throw new PdfSyntaxError('too many objects');
      if (entries.has(start + i)) continue;
      const kind = w0 === 0 ? 1 : field(at, w0);
      const a = field(at + w0, w1);
      const b = field(at + w0 + w1, w2);
      entries.set(
        start + i,
        kind === 1
          ? { kind: 'offset', offset: a + shift, gen: b }
          : kind === 2
            ? { kind: 'packed', container: a, index: b }
            : undefined,
      );
    }
  }
  return { dict: value.dict, style: 'stream' };
}

function numbers(value: Value): readonly number[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Value[]).filter(
    (v): v is number => typeof v === 'number' && Number.isSafeInteger(v) && v >= 0,
  );
}

/** Whether `num gen obj` stands at this offset, give or take white space. */
export function objectStartsAt(bytes: Uint8Array, offset: number, num: number, gen: number): boolean {
  if (offset < 0 || offset >= bytes.length) return false;
  return new RegExp(`^\\s*${num}\\s+${gen}\\s+obj`).test(
    latin1(bytes, offset, Math.min(bytes.length, offset + 48)),
  );
}

/**
 * Reads `12 0 obj … endobj` at the lexer's place.
 * @param lengthOf resolves a stream's length where it is an object of its own
 */
export function readIndirect(
  lexer: Lexer,
  lengthOf: (value: Value) => number | undefined,
): { readonly num: number; readonly gen: number; readonly value: Value } {
  const num = lexer.integer();
  const gen = lexer.integer();
  if (!lexer.accept('obj')) throw new PdfSyntaxError('object expected');
  const value = lexer.value();
  if (!(value instanceof Dict)) return { num, gen, value };
  if (!lexer.accept('stream')) return { num, gen, value };
  const { bytes } = lexer;
  let start = lexer.pos;
  if (bytes[start] === 13) start++;
  if (bytes[start] === 10) start++;
  const direct = value.raw('Length');
  const length = typeof direct === 'number' ? direct : lengthOf(direct);
  const end = length === undefined || length < 0 ? -1 : start + length;
  if (end >= start && end <= bytes.length && new Lexer(bytes, end, end + 32).accept('endstream')) {
    return { num, gen, value: new Stream(value, bytes.subarray(start, end)) };
  }
  // A wrong length is common and harmless as long as the stream has an end.
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(
    'endstream',
    start,
    'latin1',
  );
  if (found < 0) throw new PdfSyntaxError('stream without an end');
  return { num, gen, value: new Stream(value, bytes.subarray(start, found)) };
}
