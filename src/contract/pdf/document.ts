import { decodeStream } from './filters';
import { Lexer } from './lexer';
import { Dict, PdfSyntaxError, Ref, Stream, type Value } from './values';
import { objectStartsAt, readIndirect, type Xref } from './xref';

const MAX_CONTAINER_BYTES = 64 * 1024 * 1024;
/** Of all object streams together. */
const MAX_PACKED_BYTES = 192 * 1024 * 1024;
const MAX_HOPS = 16;

interface Container {
  readonly data: Uint8Array;
  /** Object number and offset by index. */
  readonly index: readonly { readonly num: number; readonly offset: number }[];
}

/** The objects of one file, read when first asked for. */
export class PdfDocument {
  readonly #objects = new Map<number, Value>();
  readonly #containers = new Map<number, Container>();
  readonly #reading = new Set<number>();
  #packedBytes = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly xref: Xref,
  ) {}

  get encrypted(): boolean {
    return this.xref.trailer.raw('Encrypt') !== null;
  }

  /** Follows a reference to what it stands for. An object that is not there is `null`, as the format has it. */
  readonly resolve = (value: Value): Value => {
    let current = value;
    for (let hops = 0; current instanceof Ref; hops++) {
      if (hops > MAX_HOPS) throw new PdfSyntaxError('references in a circle');
      current = this.#object(current);
    }
    return current;
  };

  get(dict: Dict, key: string): Value {
    return this.resolve(dict.raw(key));
  }

  dict(value: Value): Dict | undefined {
    const resolved = this.resolve(value);
    if (resolved instanceof Stream) return resolved.dict;
    return resolved instanceof Dict ? resolved : undefined;
  }

  array(value: Value): readonly Value[] | undefined {
    const resolved = this.resolve(value);
    return Array.isArray(resolved) ? (resolved as readonly Value[]) : undefined;
  }

  number(value: Value): number | undefined {
    const resolved = this.resolve(value);
    return typeof resolved === 'number' && Number.isFinite(resolved) ? resolved : undefined;
  }

  /** A stream's content, at most `limit` bytes. */
  decode(stream: Stream, limit: number): Uint8Array {
    return decodeStream(stream, this.resolve, limit);
  }

  /** One more than the highest object number in use. */
  get nextNumber(): number {
    let highest = 0;
    for (const num of this.xref.entries.keys()) if (num > highest) highest = num;
    const size = this.xref.trailer.raw('Size');
    return Math.max(highest + 1, typeof size === 'number' && Number.isSafeInteger(size) ? size : 0);
  }

  /** How many objects are not where the cross-reference says. */
  misplaced(): number {
    let count = 0;
    for (const [num, entry] of this.xref.entries) {
      // Offset 0 is how some writers mark an object that they gave up.
      if (
        entry.kind === 'offset' &&
        entry.offset > 0 &&
        !objectStartsAt(this.bytes, entry.offset, num, entry.gen)
      )
        count++;
    }
    return count;
  }

  #object(ref: Ref): Value {
    const known = this.#objects.get(ref.num);
    if (known !== undefined) return known;
    if (this.#reading.has(ref.num)) throw new PdfSyntaxError('references in a circle');
    this.#reading.add(ref.num);
    try {
      const value = this.#read(ref);
      this.#objects.set(ref.num, value);
      return value;
    } finally {
      this.#reading.delete(ref.num);
    }
  }

  #read(ref: Ref): Value {
    const entry = this.xref.entries.get(ref.num);
    if (entry === undefined) return null;
    if (entry.kind === 'packed') return this.#packed(ref.num, entry.container, entry.index);
    if (entry.gen !== ref.gen) return null;
    const object = readIndirect(new Lexer(this.bytes, entry.offset), (length) => this.number(length));
    if (object.num !== ref.num) throw new PdfSyntaxError('another object where this one should be');
    return object.value;
  }

  #packed(num: number, container: number, index: number): Value {
    const { data, index: places } = this.#container(container);
    const place = places[index]?.num === num ? places[index] : places.find((p) => p.num === num);
    if (place === undefined) throw new PdfSyntaxError('object missing from its object stream');
    return new Lexer(data, place.offset).value();
  }

  #container(num: number): Container {
    const known = this.#containers.get(num);
    if (known !== undefined) return known;
    const stream = this.resolve(new Ref(num, 0));
    if (!(stream instanceof Stream)) throw new PdfSyntaxError('object stream missing');
    const data = this.decode(stream, MAX_CONTAINER_BYTES);
    this.#packedBytes += data.length;
    if (this.#packedBytes > MAX_PACKED_BYTES) throw new PdfSyntaxError('object streams too large');
    const first = this.number(stream.dict.raw('First')) ?? 0;
    const count = Math.min(this.number(stream.dict.raw('N')) ?? 0, data.length);
    const header = new Lexer(data, 0, first, false);
    const index: { num: number; offset: number }[] = [];
    for (let i = 0; i < count; i++) {
      const object = header.next();
      const offset = header.next();
      if (typeof object !== 'number' || typeof offset !== 'number') break;
      index.push({ num: object, offset: first + offset });
    }
    const made = { data, index };
    this.#containers.set(num, made);
    return made;
  }
}
