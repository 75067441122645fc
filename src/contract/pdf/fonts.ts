import { readCMap, type CMap } from './cmap';
import type { PdfDocument } from './document';
import { baseEncoding, glyphText, winAnsiCode, type BaseEncoding } from './encodings';
import { matrixOf, type Matrix } from './matrix';
import { standardFontFor, standardWidths } from './metrics';
import { Dict, Name, Stream, type Value } from './values';

const MAX_CMAP_BYTES = 4 * 1024 * 1024;

/** One code of a shown string. */
export interface Glyph {
  /** What it says; empty where the file does not tell. */
  readonly text: string;
  /** Advance, text space units at size 1. */
  readonly width: number;
  /** The single-byte code 32, to which word spacing applies. */
  readonly isSpace: boolean;
}

export interface Font {
  /** Of the letters, at size 1. */
  readonly ascent: number;
  readonly descent: number;
  readonly vertical: boolean;
  decode(bytes: Uint8Array): readonly Glyph[];
  /** How many opening brackets a string has: pages without any have no anchors. */
  brackets(bytes: Uint8Array): number;
}

/** The fonts of a document, each read once. Reading never throws: a font that makes no sense becomes a plain one. */
export class FontBook {
  readonly #fonts = new Map<Dict, Font>();
  readonly #plain: Font;

  constructor(private readonly doc: PdfDocument) {
    this.#plain = simpleFont(doc, new Dict(new Map()));
  }

  font(value: Value): Font {
    const dict = this.doc.dict(value);
    if (dict === undefined) return this.#plain;
    const known = this.#fonts.get(dict);
    if (known !== undefined) return known;
    const made = this.#read(dict);
    this.#fonts.set(dict, made);
    return made;
  }

  #read(dict: Dict): Font {
    try {
      const subtype = this.doc.get(dict, 'Subtype');
      return subtype instanceof Name && subtype.name === 'Type0'
        ? compositeFont(this.doc, dict)
        : simpleFont(this.doc, dict);
    } catch {
      return this.#plain;
    }
  }
}

function cmapOf(doc: PdfDocument, value: Value): CMap | undefined {
  const stream = doc.resolve(value);
  return stream instanceof Stream ? readCMap(doc.decode(stream, MAX_CMAP_BYTES)) : undefined;
}

function nameOf(doc: PdfDocument, dict: Dict, key: string): string {
  const value = doc.get(dict, key);
  return value instanceof Name ? value.name : '';
}

/** Heights that descriptors give are often nonsense; what is within reason is kept. */
function heights(doc: PdfDocument, descriptor: Dict | undefined): { ascent: number; descent: number } {
  const ascent = (doc.number(descriptor?.raw('Ascent') ?? null) ?? 0) / 1000;
  const descent = -Math.abs((doc.number(descriptor?.raw('Descent') ?? null) ?? 0) / 1000);
  return {
    ascent: ascent >= 0.5 && ascent <= 1.2 ? ascent : 0.75,
    descent: descent < 0 && descent >= -0.6 ? descent : -0.22,
  };
}

function simpleFont(doc: PdfDocument, dict: Dict): Font {
  const type3 = nameOf(doc, dict, 'Subtype') === 'Type3';
  const descriptor = doc.dict(dict.raw('FontDescriptor'));
  const texts = simpleTexts(doc, dict);
  const unicode = cmapOf(doc, dict.raw('ToUnicode'))?.text;
  const matrix: Matrix | undefined = type3
    ? matrixOf(doc.array(dict.raw('FontMatrix'))?.map((n) => doc.number(n)))
    : undefined;
  const unit = type3 ? Math.abs(matrix?.[0] ?? 0.001) : 0.001;
  const listed = doc.array(dict.raw('Widths'));
  const first = doc.number(dict.raw('FirstChar')) ?? 0;
  const missing = doc.number(descriptor?.raw('MissingWidth') ?? null);
  const standard = standardWidths(standardFontFor(nameOf(doc, dict, 'BaseFont')));
  const glyphs: Glyph[] = [];
  for (let code = 0; code < 256; code++) {
    const own = texts[code] ?? '';
    const fallback = listed === undefined ? standard[winAnsiCode(own) ?? code] : missing;
    const width = doc.number(listed?.[code - first] ?? null) ?? fallback ?? (listed === undefined ? 500 : 0);
    glyphs.push({ text: readable(unicode?.get(code) ?? own), width: width * unit, isSpace: code === 32 });
  }
  const decode = (bytes: Uint8Array): readonly Glyph[] => {
    const out: Glyph[] = [];
    for (const code of bytes) {
      const glyph = glyphs[code];
      if (glyph !== undefined) out.push(glyph);
    }
    return out;
  };
  const bracket = glyphs.map((glyph) => count(glyph.text));
  const brackets = (bytes: Uint8Array): number => {
    let sum = 0;
    for (const code of bytes) sum += bracket[code] ?? 0;
    return sum;
  };
  return { ...heights(doc, descriptor), vertical: false, decode, brackets };
}

function simpleTexts(doc: PdfDocument, dict: Dict): string[] {
  const encoding = doc.resolve(dict.raw('Encoding'));
  const base =
    encoding instanceof Dict
      ? nameOf(doc, encoding, 'BaseEncoding')
      : encoding instanceof Name
        ? encoding.name
        : '';
  const known = ['WinAnsiEncoding', 'MacRomanEncoding', 'StandardEncoding'].includes(base);
  const texts = baseEncoding(
    known
      ? (base as BaseEncoding)
      : nameOf(doc, dict, 'Subtype') === 'TrueType'
        ? 'WinAnsiEncoding'
        : 'StandardEncoding',
  );
  const differences = encoding instanceof Dict ? doc.array(encoding.raw('Differences')) : undefined;
  let code = 0;
  for (const raw of differences ?? []) {
    const item = doc.resolve(raw);
    if (typeof item === 'number') code = item;
    else if (item instanceof Name && code >= 0 && code < 256) texts[code++] = glyphText(item.name);
  }
  return texts;
}

function compositeFont(doc: PdfDocument, dict: Dict): Font {
  const encodingName = nameOf(doc, dict, 'Encoding');
  const encoding = cmapOf(doc, dict.raw('Encoding'));
  const unicode = cmapOf(doc, dict.raw('ToUnicode'))?.text;
  const descendant = doc.dict(doc.array(dict.raw('DescendantFonts'))?.[0] ?? null) ?? new Dict(new Map());
  const widths = cidWidths(doc, doc.array(descendant.raw('W')) ?? []);
  const standard = (doc.number(descendant.raw('DW')) ?? 1000) / 1000;
  const vertical = encodingName.endsWith('-V');
  // Codes of the predefined Unicode CMaps are the text.
  const codesAreText = /UCS2|UTF16/.test(encodingName);
  const spaces =
    encoding !== undefined && encoding.spaces.length > 0
      ? encoding.spaces
      : [{ bytes: 2, low: 0, high: 0xffff }];
  const known = new Map<number, Glyph>();
  const decode = (bytes: Uint8Array): readonly Glyph[] => {
    const out: Glyph[] = [];
    for (let at = 0; at < bytes.length;) {
      const { code, length } = nextCode(bytes, at, spaces);
      at += length;
      const key = code * 8 + length;
      let glyph = known.get(key);
      if (glyph === undefined) {
        const cid = encoding === undefined ? code : (encoding.cids.get(code) ?? code);
        const text = unicode?.get(code) ?? (codesAreText ? String.fromCharCode(code) : '');
        glyph = {
          text: readable(text),
          width: vertical ? 1 : (widths.get(cid) ?? standard),
          isSpace: length === 1 && code === 32,
        };
        known.set(key, glyph);
      }
      out.push(glyph);
    }
    return out;
  };
  const brackets = (bytes: Uint8Array): number =>
    decode(bytes).reduce((sum, glyph) => sum + count(glyph.text), 0);
  return { ...heights(doc, doc.dict(descendant.raw('FontDescriptor'))), vertical, decode, brackets };
}

function nextCode(
  bytes: Uint8Array,
  at: number,
  spaces: CMap['spaces'],
): { readonly code: number; readonly length: number } {
  let code = 0;
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    code = code * 256 + (bytes[at + length - 1] ?? 0);
    const value = code;
    if (spaces.some((space) => space.bytes === length && value >= space.low && value <= space.high))
      return { code, length };
  }
  const length = Math.min(spaces[0]?.bytes ?? 1, bytes.length - at);
  return { code: bytes[at] ?? 0, length: Math.max(1, length) };
}

function cidWidths(doc: PdfDocument, list: readonly Value[]): Map<number, number> {
  const widths = new Map<number, number>();
  for (let i = 0; i + 1 < list.length && widths.size < 70_000;) {
    const first = doc.number(list[i] ?? null) ?? 0;
    const second = doc.resolve(list[i + 1] ?? null);
    if (Array.isArray(second)) {
      (second as readonly Value[]).forEach((width, k) =>
        widths.set(first + k, (doc.number(width) ?? 0) / 1000),
      );
      i += 2;
    } else {
      const width = (doc.number(list[i + 2] ?? null) ?? 0) / 1000;
      const last = Math.min(typeof second === 'number' ? second : first, first + 65_535);
      for (let cid = first; cid <= last; cid++) widths.set(cid, width);
      i += 3;
    }
  }
  return widths;
}

function count(text: string): number {
  return text === '[' ? 1 : text === '' ? 0 : text.split('[').length - 1;
}

/** Ligatures as the letters they join, so that a role may be called `office`. */
function readable(text: string): string {
  return /[\ufb00-\ufb06]/.test(text) ? text.normalize('NFKC') : text;
}
