import { decodeStream } from './filters';
import { isWhite, Lexer } from './lexer';
import { Dict, Name, PdfSyntaxError, Stream, type Value } from './values';

/** Where an object is: at an offset of the file, or as number so-and-so inside an object stream. */
export type XrefEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

export interface Xref {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Of the newest section. */
  readonly trailer: Dict;
  /** Of the newest section: where it really begins, behind any white space that `startxref` may point at. */
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
  /** Where it begins, as the file counts. */
  readonly offset: number;
  /** Numbers of objects that it says are free. */
  readonly free: readonly number[];
}

type Entries = Map<number, XrefEntry>;

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
  const entries: Entries = new Map();
  const free = new Set<number>();
  const visited = new Set<number>();
  const queue = [startOffset];
  let newest: Section | undefined;
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (visited.has(offset)) continue;
    visited.add(offset);
    if (visited.size > MAX_SECTIONS) throw new PdfSyntaxError('too many cross-reference sections');
    const section = readSection(bytes, offset, shift, entries, free);
    newest ??= section;
    const hybrid = section.dict.raw('XRefStm');
    if (typeof hybrid === 'number' && section.style === 'table') {
      // Objects that old readers must not see are free in the table and used in the stream (ISO 32000-1, 7.5.8.4).
      if (!visited.has(hybrid))
        for (const num of readSection(bytes, hybrid, shift, entries, free).free) free.add(num);
      visited.add(hybrid);
    }
    for (const num of section.free) free.add(num);
    const previous = section.dict.raw('Prev');
    if (typeof previous === 'number') queue.push(previous);
  }
  if (newest === undefined) throw new PdfSyntaxError('no cross-reference');
  return { entries, trailer: newest.dict, startOffset: newest.offset, style: newest.style, shift };
}

/** Adds a section's entries where no newer section has spoken, be it that the object is free. */
function readSection(
  bytes: Uint8Array,
  offset: number,
  shift: number,
  entries: Entries,
  free: ReadonlySet<number>,
): Section {
  const at = offset + shift;
  if (!Number.isSafeInteger(at) || at < 0 || at >= bytes.length)
    throw new PdfSyntaxError('cross-reference outside the file');
  const lexer = new Lexer(bytes, at);
  lexer.skipWhite();
  const begins = lexer.pos - shift;
  const section = lexer.accept('xref')
    ? readTable(lexer, shift, entries, free)
    : readStream(lexer, shift, entries, free);
  return { ...section, offset: begins };
}

function readTable(
  lexer: Lexer,
  shift: number,
  entries: Entries,
  free: ReadonlySet<number>,
): Omit<Section, 'offset'> {
  const freed: number[] = [];
  while (!lexer.accept('trailer')) {
    let start = lexer.integer();
    const count = lexer.integer();
    if (start + count > MAX_OBJECTS) throw new PdfSyntaxError('too many objects');
    for (let i = 0; i < count; i++) {
      const { offset, gen, used } = usualEntry(lexer) ?? readEntry(lexer);
      // Known writers count the free list's head as object 1.
      if (i === 0 && start === 1 && !used && gen === 65535) start = 0;
      const num = start + i;
      if (entries.has(num) || free.has(num)) continue;
      if (used) entries.set(num, { kind: 'offset', offset: offset + shift, gen });
      else freed.push(num);
    }
  }
  const dict = lexer.value();
  if (!(dict instanceof Dict)) throw new PdfSyntaxError('no trailer');
  return { dict, style: 'table', free: freed };
}

interface TableEntry {
  readonly offset: number;
  readonly gen: number;
  readonly used: boolean;
}

function readEntry(lexer: Lexer): TableEntry {
  const offset = lexer.integer();
  const gen = lexer.integer();
  const used = lexer.accept('n');
  if (!used && !lexer.accept('f')) throw new PdfSyntaxError('bad cross-reference entry');
  return { offset, gen, used };
}

/** An entry in the twenty bytes that the format asks for: files have hundreds of thousands of them. */
function usualEntry(lexer: Lexer): TableEntry | undefined {
  lexer.skipWhite();
  const { bytes, pos } = lexer;
  const digits = (from: number, count: number): number => {
    let value = 0;
    for (let at = from; at < from + count; at++) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  };
  const [offset, gen, kind] = [digits(pos, 10), digits(pos + 11, 5), bytes[pos + 17]];
  const apart = bytes[pos + 10] === 32 && bytes[pos + 16] === 32 && isWhite(bytes[pos + 18]);
  if (offset < 0 || gen < 0 || !apart || (kind !== 0x6e && kind !== 0x66)) return undefined;
  lexer.pos = pos + 18;
  return { offset, gen, used: kind === 0x6e };
}

function readStream(
  lexer: Lexer,
  shift: number,
  entries: Entries,
  free: ReadonlySet<number>,
): Omit<Section, 'offset'> {
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
  const freed: number[] = [];
  let at = 0;
  for (let s = 0; s + 1 < index.length; s += 2) {
    const start = index[s] ?? 0;
    for (let i = 0; i < (index[s + 1] ?? 0); i++, at += row) {
      if (at + row > data.length) throw new PdfSyntaxError('cross-reference stream too short');
      if (start + i > MAX_OBJECTS) throw new PdfSyntaxError('too many objects');
      if (entries.has(start + i) || free.has(start + i)) continue;
      const kind = w0 === 0 ? 1 : field(at, w0);
      const a = field(at + w0, w1);
      const b = field(at + w0 + w1, w2);
      if (kind === 1) entries.set(start + i, { kind: 'offset', offset: a + shift, gen: b });
      else if (kind === 2) entries.set(start + i, { kind: 'packed', container: a, index: b });
      else freed.push(start + i);
    }
  }
  return { dict: value.dict, style: 'stream', free: freed };
}

function numbers(value: Value): readonly number[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Value[]).filter(
    (v): v is number => typeof v === 'number' && Number.isSafeInteger(v) && v >= 0,
  );
}

/** Whether `num gen obj` stands at this offset, give or take white space. Asked for every object of a file. */
export function objectStartsAt(bytes: Uint8Array, offset: number, num: number, gen: number): boolean {
  if (offset < 0 || offset >= bytes.length) return false;
  const end = Math.min(bytes.length, offset + 48);
  let at = skipWhite(bytes, offset, end);
  for (const wanted of [num, gen]) {
    let value = 0;
    const from = at;
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === from || value !== wanted) return false;
    const next = skipWhite(bytes, at, end);
    if (next === at) return false;
    at = next;
  }
  return bytes[at] === 0x6f && bytes[at + 1] === 0x62 && bytes[at + 2] === 0x6a;
}

function skipWhite(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isWhite(bytes[at])) at++;
  return at;
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
