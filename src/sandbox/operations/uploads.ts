import { refuse } from '../core/errors';
import { freshIds } from '../core/ids';
import { LIMITS } from '../core/limits';
import type { Upload } from '../core/model';
import type { Call, Operation, Services } from '../core/services';
import { chunksOf } from '../http/body';
import { boundaryOf, MultipartError, readMultipart } from '../http/multipart';
import { done } from '../http/reply';
import type { Received } from '../store/blobs';

export interface ReceivedFile extends Received {
  readonly name: string;
  readonly type: string | undefined;
}

/** 3 and 20. API reference, sections 4.1 and 5.1. */
export const uploadFile: Operation = async (services, call) => {
  const file = await receiveFile(services, call);
  const reason = refusalOf(file);
  if (reason !== undefined) {
    await services.store.release([file.hash]);
    throw reason;
  }
  const upload: Upload = {
    id: freshIds.guid(),
    owner: call.user,
    name: file.name,
    hash: file.hash,
    size: file.size,
    at: services.clock.now(),
    used: false,
  };
  await services.store.save({ t: 'upload', v: upload });
  return done({ [services.spelling.requestId]: upload.id }, '', 201);
};

/**
 * Takes the part called `file` (any case) out of a multipart body and writes it to disk while it arrives. The body is always
 * read to its end, so that the refusal reaches the caller.
 */
export async function receiveFile({ store }: Services, call: Call): Promise<ReceivedFile> {
  const boundary = boundaryOf(call.request.headers['content-type']);
  if (boundary === undefined) {
    call.request.resume();
    throw refuse('CONTENT_TYPE_INVALID', 'multipart/form-data with a boundary is expected');
  }
  let file: ReceivedFile | undefined;
  let tooLarge = false;
  try {
    for await (const part of readMultipart(chunksOf(call.request), boundary)) {
      if (part.name.toLowerCase() !== 'file' || file !== undefined || tooLarge) continue;
      const received = await store.blobs.receive(part.data, LIMITS.fileBytes);
      if (received === undefined) tooLarge = true;
      else file = { ...received, name: safeName(part.fileName), type: part.type };
    }
  } catch (error) {
    if (error instanceof MultipartError) throw refuse('BODY_INVALID', error.message);
    throw error;
  }
  if (tooLarge) throw refuse('FILE_SIZE_LIMIT_EXCEEDED');
  if (file === undefined || file.size === 0) throw refuse('FILE_REQUIRED');
  return file;
}

/** What is wrong with a file that shall be signed, as far as its first and last bytes tell. */
export function refusalOf(file: {
  readonly name: string;
  readonly type?: string | undefined;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}): Error | undefined {
  const looksLikePdf = Buffer.from(file.head).includes('%PDF-');
  const saysPdf =
    /\.pdf$/i.test(file.name) || file.type === 'application/pdf' || !/\.[a-z0-9]{1,8}$/i.test(file.name);
  if (!saysPdf) return refuse('FILE_TYPE_NOT_SUPPORTED');
  if (!looksLikePdf || !Buffer.from(file.tail).includes('%%EOF')) return refuse('FILE_INVALID');
  return undefined;
}

/** The last part of what the caller calls the file; never a path. */
function safeName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  return last === '' || last === '.' || last === '..' ? 'file' : last;
}
