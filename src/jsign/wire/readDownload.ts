import { readJson } from '../reply';
import type { HttpReply } from '../transport';
import type { DownloadedFile } from '../types';
import { id, text } from './scalars';
import { readData, record, unreadable } from './shapes';

type ContentField = 'document_base64' | 'supporting_document_base64';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** A multiple of four, so that each piece of base64 stands for whole bytes. */
const PIECE = 1024 * 1024;

/**
 * A file inside JSON (sections 4.7, 6.3). The content is decoded straight out of the reply's bytes; made into text first, a file of
 * 25 MB would stand in memory four times.
 */
export function readDownload(operation: string, reply: HttpReply, field: ContentField): DownloadedFile {
  const place = findText(reply.bytes, field);
  if (place === undefined) return readWhole(operation, reply, field);
  const rest: HttpReply = {
    ...reply,
    bytes: Buffer.concat([reply.bytes.subarray(0, place.start), reply.bytes.subarray(place.end)]),
  };
  const { file_name: fileName } = readData(
    operation,
    readJson(operation, rest),
    record({ file_name: text }, NAMES),
  );
  return { fileName, bytes: decode(operation, field, reply.bytes.subarray(place.start, place.end)) };
}

const NAMES = { file_name: ['document_name'] };

/** For content that is written with escapes, or under another key's case: the plain way. */
function readWhole(operation: string, reply: HttpReply, field: ContentField): DownloadedFile {
  const schema = record({ file_name: text, content: id }, { ...NAMES, content: [field] });
  const { file_name: fileName, content } = readData(operation, readJson(operation, reply), schema);
  return { fileName, bytes: decode(operation, field, Buffer.from(content, 'latin1')) };
}

/** Where the text under a key lies, if it is found plainly: once, and without an escape in it. */
function findText(
  bytes: Uint8Array,
  key: string,
): { readonly start: number; readonly end: number } | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const quoted = `"${key}"`;
  const at = view.indexOf(quoted);
  if (at === -1 || view.indexOf(quoted, at + 1) !== -1) return undefined;
  const head = view.toString('latin1', at + quoted.length, at + quoted.length + 64);
  const opening = /^\s*:\s*"/.exec(head);
  if (!opening) return undefined;
  const start = at + quoted.length + opening[0].length;
  const end = view.indexOf(QUOTE, start);
  if (end <= start) return undefined;
  const escape = view.subarray(start, end).indexOf(BACKSLASH);
  return escape === -1 ? { start, end } : undefined;
}

function decode(operation: string, field: ContentField, base64: Uint8Array): Uint8Array {
  const source = Buffer.from(base64.buffer, base64.byteOffset, base64.byteLength);
  const plain = isPlain(source)
    ? source
    : Buffer.from(source.toString('latin1').replace(/\s+/g, ''), 'latin1');
  const padding = plain.at(-1) !== 0x3d ? 0 : plain.at(-2) !== 0x3d ? 1 : 2;
  const expected = Math.floor(((plain.byteLength - padding) * 3) / 4);
  const bytes = Buffer.allocUnsafeSlow(expected);
  let length = 0;
  for (let at = 0; at < plain.byteLength; at += PIECE) {
    length += bytes.write(plain.toString('latin1', at, at + PIECE), length, 'base64');
  }
  // Characters that are no base64 are skipped by the decoder, so they show as missing bytes.
  if (length !== expected || expected === 0) throw unreadable(operation, `data.${field}`);
  return bytes;
}

/** Line breaks in base64 are rare, and then they come early. */
function isPlain(source: Buffer): boolean {
  return !/\s/.test(source.toString('latin1', 0, 128));
}
