/** One part of a `multipart/form-data` body. Its data must be read (or passed over) before the next part is asked for. */
export interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly type: string | undefined;
  readonly data: AsyncIterable<Buffer>;
}

/** The body does not keep to the form. */
export class MultipartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MultipartError';
  }
}

const MAX_HEADER = 16_384;

/** The boundary of a Content-Type header, or `undefined` if it is not multipart/form-data. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const match = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/**
 * Takes a body apart while it arrives. Nothing is held but the chunk at hand and a tail shorter than a delimiter.
 *
 * @throws {MultipartError} where the body breaks the form or ends too early.
 */
export async function* readMultipart(source: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Part> {
  const window = new Window(source, Buffer.from(`\r\n--${boundary}`));
  await window.pass();
  while (await window.opensPart()) {
    const headers = await window.headers();
    const disposition = headers.get('content-disposition') ?? '';
    if (!/^form-data\b/i.test(disposition)) throw new MultipartError('A part has no form-data disposition.');
    yield {
      name: parameter(disposition, 'name') ?? '',
      fileName: extended(disposition) ?? parameter(disposition, 'filename'),
      type: headers.get('content-type'),
      data: window.data(),
    };
    await window.pass();
  }
}

/** A moving view of the stream that knows the delimiter. */
class Window {
  private readonly iterator: AsyncIterator<Buffer>;
  /** The first delimiter may stand at the very start, where no line break comes before it. */
  private bytes: Buffer = Buffer.from('\r\n');
  private inPart = true;

  constructor(
    source: AsyncIterable<Buffer>,
    private readonly delimiter: Buffer,
  ) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  /** Everything up to the delimiter, which is consumed. */
  async *data(): AsyncGenerator<Buffer> {
    while (this.inPart) {
      const at = this.bytes.indexOf(this.delimiter);
      if (at >= 0) {
        const piece = this.bytes.subarray(0, at);
        this.bytes = this.bytes.subarray(at + this.delimiter.length);
        this.inPart = false;
        if (piece.length > 0) yield piece;
        return;
      }
      const safe = this.bytes.length - this.delimiter.length + 1;
      if (safe > 0) {
        const piece = this.bytes.subarray(0, safe);
        this.bytes = this.bytes.subarray(safe);
        yield piece;
      }
      await this.more();
    }
  }

  /** Reads to the end of the part at hand and drops it. */
  async pass(): Promise<void> {
    const data = this.data();
    while ((await data.next()).done !== true);
  }

  /** After a delimiter: whether another part follows. */
  async opensPart(): Promise<boolean> {
    for (;;) {
      const end = this.bytes.subarray(0, 2).toString('latin1');
      if (end === '--') {
        // What comes after the last delimiter has no meaning, but must be read for the connection to stay usable.
        while ((await this.iterator.next()).done !== true);
        return false;
      }
      const line = this.bytes.indexOf('\r\n');
      if (line >= 0) {
        if (this.bytes.subarray(0, line).toString('latin1').trim() !== '')
          throw new MultipartError('A delimiter is broken.');
        this.bytes = this.bytes.subarray(line + 2);
        this.inPart = true;
        return true;
      }
      if (this.bytes.length > MAX_HEADER) throw new MultipartError('A delimiter is broken.');
      await this.more();
    }
  }

  async headers(): Promise<ReadonlyMap<string, string>> {
    // A part without headers begins with the empty line at once.
    let end: number;
    for (;;) {
      if (this.bytes.subarray(0, 2).toString('latin1') === '\r\n') {
        this.bytes = this.bytes.subarray(2);
        return new Map();
      }
      end = this.bytes.indexOf('\r\n\r\n');
      if (end >= 0) break;
      if (this.bytes.length > MAX_HEADER) throw new MultipartError('The headers of a part are too long.');
      await this.more();
    }
    const text = this.bytes.subarray(0, end).toString('utf8');
    this.bytes = this.bytes.subarray(end + 4);
    const headers = new Map<string, string>();
    for (const line of text.split('\r\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    return headers;
  }

  private async more(): Promise<void> {
    const next = await this.iterator.next();
    if (next.done === true) throw new MultipartError('The body ends before its last delimiter.');
    this.bytes = this.bytes.length === 0 ? next.value : Buffer.concat([this.bytes, next.value]);
  }
}

/** A parameter of a header, quoted or not; browsers write quotes, CR and LF inside names as %22, %0D and %0A. */
function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(header);
  const text = match?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? match?.[2];
  return text?.replaceAll(/%22/g, '"').replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n');
}

/** `filename*=UTF-8''…`, which some clients send for names outside ASCII. */
function extended(header: string): string | undefined {
  const match = /;\s*filename\*=UTF-8''([^\s;]+)/i.exec(header);
  if (match?.[1] === undefined) return undefined;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return undefined;
  }
}
