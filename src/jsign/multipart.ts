import { randomBytes } from 'node:crypto';
import type { StreamedBody } from './transport';
import type { UploadSource } from './types';

export interface Multipart extends StreamedBody {
  readonly contentType: string;
}

const TYPES = new Map(
  Object.entries({
    pdf: 'application/pdf',
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    txt: 'text/plain',
  }),
);

/**
 * One file as `multipart/form-data`, written as it streams, so that its length is known and nothing of it is gathered.
 * @param part name of the form field: `File` for uploads, `file` for attachments (section 13, 8)
 */
export function multipart(
  part: 'File' | 'file',
  file: UploadSource,
  onProgress?: (sent: number, total: number) => void,
): Multipart {
  const boundary = `jsign-${randomBytes(24).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\n` +
      `Content-Disposition: form-data; name="${part}"; filename="${escapeFileName(file.name)}"\r\n` +
      `Content-Type: ${TYPES.get(extension(file.name)) ?? 'application/octet-stream'}\r\n\r\n`,
    'utf8',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.byteLength + file.size + tail.byteLength,
    async *open() {
      let sent = 0;
      onProgress?.(0, file.size);
      yield head;
      // Too many or too few bytes are found where the length is kept, in the transport.
      for await (const chunk of file.open()) {
        yield chunk;
        sent += chunk.byteLength;
        onProgress?.(sent, file.size);
      }
      yield tail;
    },
  };
}

/**
 * As browsers do (HTML standard, multipart/form-data): UTF-8 as it is, and the three characters that would end the value or
 * the line percent-encoded. Other control characters have no meaning in a name and become spaces.
 */
export function escapeFileName(name: string): string {
  return Array.from(name, (char) => {
    if (char === '"') return '%22';
    if (char === '\r') return '%0D';
    if (char === '\n') return '%0A';
    return char < ' ' || char === '\u007f' ? ' ' : char;
  }).join('');
}

function extension(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
