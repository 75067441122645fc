import { createHash } from 'node:crypto';
import type { PdfDocument } from './document';
import { serialize } from './serialize';
import { bytesOf, Dict, Name, type Value } from './values';

/** An object that is new or takes the place of an old one. */
export interface ChangedObject {
  readonly num: number;
  readonly gen: number;
  readonly value: Value;
  /** Content, for a stream (its dictionary is `value`, without `Length`). */
  readonly content?: Uint8Array;
}

/**
 * The file with an incremental update behind it: the given bytes stay as they are and come first. Written in the way of the
 * file's own cross-reference (table or stream); the same input gives the same bytes.
 */
export function appendUpdate(doc: PdfDocument, changed: readonly ChangedObject[]): Uint8Array {
  const { bytes, xref } = doc;
  const chunks: Uint8Array[] = [bytes];
  let at = bytes.length;
  const write = (chunk: Uint8Array | string): void => {
    const data = typeof chunk === 'string' ? bytesOf(chunk) : chunk;
    chunks.push(data);
    at += data.length;
  };
  if (bytes.at(-1) !== 10) write('\n');
  const places = new Map<number, { readonly offset: number; readonly gen: number }>();
  const put = ({ num, gen, value, content }: ChangedObject): void => {
    places.set(num, { offset: at - xref.shift, gen });
    write(`${num} ${gen} obj\n`);
    if (content === undefined) write(`${serialize(value)}\nendobj\n`);
    else {
      write(`${serialize(withEntry(value, 'Length', content.length))}\nstream\n`);
      write(content);
      write('\nendstream\nendobj\n');
    }
  };
  for (const object of changed) put(object);
  const size = Math.max(doc.nextNumber, ...changed.map((object) => object.num + 1));
  const digest = createHash('sha256');
  for (const chunk of chunks) digest.update(chunk);
  const trailer = trailerFor(doc, digest.digest().subarray(0, 16));
  const start = at - xref.shift;
  if (xref.style === 'table') {
    write(`xref\n${tableOf(places)}trailer\n${serialize(withEntry(trailer, 'Size', size))}\n`);
  } else {
    places.set(size, { offset: start, gen: 0 });
    const { index, data } = streamOf(places);
    write(`${size} 0 obj\n${serialize(xrefDict(trailer, size + 1, index, data.length))}\nstream\n`);
    write(data);
    write('\nendstream\nendobj\n');
  }
  write(`startxref\n${start}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(chunks));
}

function withEntry(value: Value, key: string, item: Value): Dict {
  return new Dict(new Map([...(value instanceof Dict ? value.entries : []), [key, item]]));
}

/** What a trailer carries on; the second identifier says that this is another version of the same document. */
function trailerFor(doc: PdfDocument, version: Uint8Array): Dict {
  const old = doc.xref.trailer;
  const entries = new Map<string, Value>();
  for (const key of ['Root', 'Info']) if (old.raw(key) !== null) entries.set(key, old.raw(key));
  const first = doc.array(old.raw('ID'))?.[0];
  entries.set('ID', [first instanceof Uint8Array ? first : version, version]);
  entries.set('Prev', doc.xref.startOffset);
  return new Dict(entries);
}

function xrefDict(trailer: Dict, size: number, index: readonly number[], length: number): Dict {
  const own: [string, Value][] = [
    ['Type', new Name('XRef')],
    ['Size', size],
    ['W', [1, 5, 2]],
    ['Index', index],
    ['Length', length],
  ];
  return new Dict(new Map([...own, ...trailer.entries]));
}

/** Runs of consecutive object numbers. */
function runsOf(places: ReadonlyMap<number, unknown>): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const num of [...places.keys()].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === num - 1) last.push(num);
    else runs.push([num]);
  }
  return runs;
}

function tableOf(places: ReadonlyMap<number, { readonly offset: number; readonly gen: number }>): string {
  return runsOf(places)
    .map((run) => {
      const lines = run.map((num) => {
        const place = places.get(num) ?? { offset: 0, gen: 0 };
        return `${String(place.offset).padStart(10, '0')} ${String(place.gen).padStart(5, '0')} n\r\n`;
      });
      return `${run[0] ?? 0} ${run.length}\n${lines.join('')}`;
    })
    .join('');
}

function streamOf(places: ReadonlyMap<number, { readonly offset: number; readonly gen: number }>): {
  index: number[];
  data: Uint8Array;
} {
  const runs = runsOf(places);
  const rows = runs.flat().map((num) => {
    const place = places.get(num) ?? { offset: 0, gen: 0 };
    const row = Buffer.alloc(8);
    row[0] = 1;
    row.writeUIntBE(place.offset, 1, 5);
    row.writeUInt16BE(place.gen, 6);
    return row;
  });
  return {
    index: runs.flatMap((run) => [run[0] ?? 0, run.length]),
    data: new Uint8Array(Buffer.concat(rows)),
  };
}
