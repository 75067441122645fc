import { inflateSync, constants } from 'node:zlib';
import { Dict, Name, PdfSyntaxError, type Stream, type Value } from './values';

/** Whoever asks for a stream says how much of it at most: a few kilobytes can unpack to gigabytes. */
export class TooLargeError extends PdfSyntaxError {}

const IMAGE_FILTERS = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode', 'CCF']);

/**
 * A stream's bytes with its filters undone.
 * @param resolve follows references inside the stream's dictionary
 * @param limit   bytes; more than that is a {@link TooLargeError}
 */
export function decodeStream(stream: Stream, resolve: (value: Value) => Value, limit: number): Uint8Array {
  const filter = resolve(stream.dict.raw('Filter') ?? stream.dict.raw('F'));
  const parms = resolve(stream.dict.raw('DecodeParms') ?? stream.dict.raw('DP'));
  const names = (Array.isArray(filter) ? (filter as readonly Value[]) : [filter]).map(resolve);
  const options = (Array.isArray(parms) ? (parms as readonly Value[]) : [parms]).map(resolve);
  if (names.length > 8) throw new PdfSyntaxError('too many filters');
  let data = stream.raw;
  names.forEach((name, index) => {
    if (!(name instanceof Name)) return;
    const option = options[index];
    data = undo(name.name, data, option instanceof Dict ? option : undefined, resolve, limit);
    if (data.length > limit) throw new TooLargeError('stream too large');
  });
  return data;
}

function undo(
  filter: string,
  data: Uint8Array,
  options: Dict | undefined,
  resolve: (value: Value) => Value,
  limit: number,
): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(data, limit), options, resolve);
    case 'LZWDecode':
    case 'LZW':
      return unpredict(
        lzw(data, resolve(options?.raw('EarlyChange') ?? null) === 0 ? 0 : 1, limit),
        options,
        resolve,
      );
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data);
    case 'RunLengthDecode':
    case 'RL':
      return runLength(data, limit);
    case 'Crypt':
      return data;
    default:
      throw new PdfSyntaxError(IMAGE_FILTERS.has(filter) ? 'an image, not text' : 'unknown filter');
  }
}

function inflate(data: Uint8Array, limit: number): Uint8Array {
  try {
    // A stream without its last block or check sum still gives what is there, as every viewer does.
    return inflateSync(data, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new TooLargeError('stream too large');
    throw new PdfSyntaxError('compressed data is damaged');
  }
}

/** Undoes the PNG and TIFF predictors (ISO 32000-1, 7.4.4.4). */
function unpredict(
  data: Uint8Array,
  options: Dict | undefined,
  resolve: (value: Value) => Value,
): Uint8Array {
  const number = (key: string, otherwise: number): number => {
    const value = resolve(options?.raw(key) ?? null);
    return typeof value === 'number' && value > 0 && value < 1e6 ? Math.floor(value) : otherwise;
  };
  const predictor = number('Predictor', 1);
  if (predictor < 2) return data;
  const bits = number('Colors', 1) * number('BitsPerComponent', 8);
  const bpp = Math.max(1, Math.ceil(bits / 8));
  const row = Math.ceil((bits * number('Columns', 1)) / 8);
  if (predictor === 2) {
    if (number('BitsPerComponent', 8) !== 8) throw new PdfSyntaxError('unsupported predictor');
    const out = data.slice();
    for (let i = 0; i < out.length; i++)
      if (i % row >= bpp) out[i] = ((out[i] ?? 0) + (out[i - bpp] ?? 0)) & 255;
    return out;
  }
  const rows = Math.ceil(data.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let written = 0;
  for (let r = 0; r < rows; r++) {
    const kind = data[r * (row + 1)] ?? 0;
    const from = r * (row + 1) + 1;
    const length = Math.min(row, data.length - from);
    for (let i = 0; i < length; i++) {
      const left = i >= bpp ? (out[written + i - bpp] ?? 0) : 0;
      const up = r > 0 ? (out[written + i - row] ?? 0) : 0;
      const corner = r > 0 && i >= bpp ? (out[written + i - row - bpp] ?? 0) : 0;
      out[written + i] = ((data[from + i] ?? 0) + predicted(kind, left, up, corner)) & 255;
    }
    written += length;
  }
  return out.subarray(0, written);
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

function asciiHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0x3e);
  const text = Buffer.from(end < 0 ? data : data.subarray(0, end))
    .toString('latin1')
    .replace(/[^0-9a-fA-F]/g, '');
  return new Uint8Array(Buffer.from(text.length % 2 === 0 ? text : `${text}0`, 'hex'));
}

function ascii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (count: number): void => {
    let value = 0;
    for (let i = 0; i < 5; i++) value = value * 85 + (group[i] ?? 84);
    for (let i = 0; i < count; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 255);
    group = [];
  };
  for (const c of data) {
    if (c === 0x7e) break;
    if (c === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (c >= 0x21 && c <= 0x75) {
      group.push(c - 0x21);
      if (group.length === 5) flush(4);
    }
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(out);
}

function runLength(data: Uint8Array, limit: number): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < data.length;) {
    const n = data[i++] ?? 128;
    if (n === 128) break;
    if (n < 128) for (let k = 0; k <= n && i < data.length; k++) out.push(data[i++] ?? 0);
    else {
      for (let k = 0; k < 257 - n; k++) out.push(data[i] ?? 0);
      i++;
    }
    if (out.length > limit) throw new TooLargeError('stream too large');
  }
  return Uint8Array.from(out);
}

function lzw(data: Uint8Array, early: 0 | 1, limit: number): Uint8Array {
  const out: number[] = [];
  let table: { readonly from: number; readonly length: number }[] = [];
  let width = 9;
  let buffer = 0;
  let bits = 0;
  let previous: { readonly from: number; readonly length: number } | undefined;
  for (const byte of data) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    const code = (buffer >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === 257) break;
    if (code === 256) {
      table = [];
      width = 9;
      previous = undefined;
      continue;
    }
    const from = out.length;
    if (code < 256) out.push(code);
    else {
      const entry =
        code - 258 < table.length
          ? table[code - 258]
          : previous && { ...previous, length: previous.length + 1 };
      if (entry === undefined) throw new PdfSyntaxError('compressed data is damaged');
      for (let i = 0; i < entry.length; i++) out.push(out[entry.from + i] ?? 0);
    }
    if (out.length > limit) throw new TooLargeError('stream too large');
    if (previous !== undefined && table.length < 4096 - 258)
      table.push({ from: previous.from, length: previous.length + 1 });
    previous = { from, length: out.length - from };
    const next = table.length + 258 + early;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return Uint8Array.from(out);
}
