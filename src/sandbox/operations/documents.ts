import { type ErrorCode, refuse } from '../core/errors';
import { freshIds } from '../core/ids';
import { LIMITS } from '../core/limits';
import { sameEmail, type StoredDocument, type Upload } from '../core/model';
import { type BodyReader, isObject, type Json } from '../core/reader';
import type { Services } from '../core/services';
import { refusalOf } from './uploads';

export interface AskedDocument {
  readonly ref: number;
  readonly name: string;
  readonly requestId: string | undefined;
  readonly base64: string | undefined;
}

/** `document`: an object in the reference, "each document" in its words; an array and `documents` are taken as well. */
export function readDocuments(
  reader: BodyReader,
  body: Json,
  source: 'files' | 'base64',
): readonly AskedDocument[] {
  const value = body['document'] ?? body['documents'];
  const items = Array.isArray(value) ? value : [value];
  if (value === undefined || value === null || items.length === 0) {
    reader.refuse('DOCUMENT_REQUIRED');
    return [];
  }
  if (items.length > LIMITS.documentsPerEnvelope) reader.refuse('DOCUMENT_LIMIT_EXCEEDED');
  const documents: AskedDocument[] = [];
  for (const item of items) {
    if (!isObject(item)) {
      reader.refuse('FIELD_TYPE_INVALID', 'document must be an object');
      continue;
    }
    documents.push({
      ref: reader.integer(item, 'document_ref_no', 'DOCUMENT_REF_NO_REQUIRED') ?? 0,
      name: reader.text(item, 'name', 'DOCUMENT_NAME_REQUIRED')?.trim() ?? '',
      requestId:
        source === 'files'
          ? reader.text(item, ['request_id', 'request_Id'], 'REQUEST_ID_REQUIRED')
          : undefined,
      base64:
        source === 'base64' ? reader.text(item, 'document_base64', 'DOCUMENT_BASE64_REQUIRED') : undefined,
    });
  }
  const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
  if (!distinct(documents.map(({ ref }) => ref))) reader.refuse('DOCUMENT_REF_NO_INVALID');
  const requested = documents.flatMap(({ requestId }) => requestId ?? []);
  if (!distinct(requested)) reader.refuse('REQUEST_ID_ALREADY_USED');
  return documents;
}

export interface TakenDocument extends StoredDocument {
  readonly ref: number;
}

/** Turns what was asked for into stored documents: looks at the bytes, but uses up no upload yet. */
export async function takeDocuments(
  services: Services,
  user: string,
  asked: readonly AskedDocument[],
): Promise<readonly TakenDocument[]> {
  const taken: TakenDocument[] = [];
  for (const document of asked) {
    const name = /\.[a-z0-9]{1,8}$/i.test(document.name) ? document.name : `${document.name}.pdf`;
    const { hash, bytes } =
      document.requestId === undefined
        ? await fromBase64(services, name, document.base64 ?? '')
        : await fromUpload(services, findUpload(services, user, document.requestId));
    const pages = await services.pdf.inspect(bytes);
    if (pages === undefined)
      throw refuse('FILE_INVALID', 'it cannot be read as a PDF, is encrypted or has no pages');
    taken.push({ id: freshIds.guid(), name, hash, size: bytes.length, pages, ref: document.ref });
  }
  return taken;
}

/** The upload behind a request id of this user, if it can still be used. */
export function findUpload({ store, clock }: Services, user: string, requestId: string): Upload {
  const upload = store.uploads.get(requestId.toLowerCase());
  const forgotten = upload !== undefined && clock.now() - upload.at > LIMITS.uploadHours * 3_600_000;
  if (upload === undefined || !sameEmail(upload.owner, user) || (forgotten && !upload.used))
    throw refuse('REQUEST_ID_INVALID');
  if (upload.used) throw refuse('REQUEST_ID_ALREADY_USED');
  return upload;
}

async function fromUpload({ store }: Services, upload: Upload): Promise<{ hash: string; bytes: Buffer }> {
  return { hash: upload.hash, bytes: await store.blobs.read(upload.hash) };
}

async function fromBase64(
  { store }: Services,
  name: string,
  base64: string,
): Promise<{ hash: string; bytes: Buffer }> {
  const bytes = decodeBase64(base64);
  if (bytes === undefined) throw refuse('DOCUMENT_BASE64_INVALID');
  const tooLarge: ErrorCode | undefined =
    bytes.length > LIMITS.fileBytes ? 'FILE_SIZE_LIMIT_EXCEEDED' : undefined;
  if (tooLarge !== undefined) throw refuse(tooLarge);
  const reason = refusalOf({ name, head: bytes.subarray(0, 1024), tail: bytes.subarray(-1024) });
  if (reason !== undefined) throw reason;
  return { hash: await store.blobs.put(bytes), bytes };
}

function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replaceAll(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}
