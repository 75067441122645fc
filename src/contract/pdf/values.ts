/** What a PDF file is made of. Strings stay bytes: what they mean depends on where they stand. */
export type Value = null | boolean | number | Name | Ref | Uint8Array | readonly Value[] | Dict | Stream;

export class Name {
  constructor(readonly name: string) {}
}

/** A reference to an indirect object, `12 0 R`. */
export class Ref {
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}
}

export class Dict {
  constructor(readonly entries: ReadonlyMap<string, Value>) {}

  /** The entry as written, that is a reference stays one; `null` where there is none. */
  raw(key: string): Value {
    return this.entries.get(key) ?? null;
  }
}

export class Stream {
  constructor(
    readonly dict: Dict,
    /** As stored in the file, that is still encoded. */
    readonly raw: Uint8Array,
  ) {}
}

/** An operator in a content stream, or a word such as `obj` in the file's structure. */
export class Keyword {
  constructor(readonly word: string) {}
}

/** The file breaks the rules of the format where it matters. Stays inside this part: callers see a problem instead. */
export class PdfSyntaxError extends Error {}

export const EMPTY_DICT = new Dict(new Map());

/** Characters 0 to 255 as they are, the way structure and names are written. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const length = Math.max(0, Math.min(end, bytes.length) - start);
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('latin1');
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
