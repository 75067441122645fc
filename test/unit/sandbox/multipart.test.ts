import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundaryOf, MultipartError, readMultipart } from '../../../src/sandbox/http/multipart';

interface Read {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly data: string;
}

/** Cuts bytes into pieces of the given lengths, over and over. */
async function* pieces(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield bytes.subarray(at, at + length);
    at += length;
    if (turn % 50 === 0) await Promise.resolve();
  }
}

async function readAll(
  bytes: Buffer,
  boundary: string,
  lengths: readonly number[] = [bytes.length || 1],
): Promise<readonly Read[]> {
  const parts: Read[] = [];
  for await (const part of readMultipart(pieces(bytes, lengths), boundary)) {
    const chunks: Buffer[] = [];
    for await (const chunk of part.data) chunks.push(chunk);
    parts.push({ name: part.name, fileName: part.fileName, data: Buffer.concat(chunks).toString('latin1') });
  }
  return parts;
}

function build(boundary: string, parts: readonly Read[]): Buffer {
  const body = parts.map(({ name, fileName, data }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\nContent-Type: x/y\r\n\r\n${data}\r\n`;
  });
  return Buffer.from(`${body.join('')}--${boundary}--\r\n`, 'latin1');
}

describe('sandbox multipart', function () {
  this.timeout(30_000);
  it('reads any parts however the bytes are cut', async () => {
    const boundary = 'xyz-xyz';
    const word = fc.stringMatching(/^[A-Za-z0-9 ._-]{0,12}$/);
    // Bits of delimiters are what goes wrong, so they are made often.
    const bit = fc.oneof(
      fc.constantFrom('\r', '\n', '\r\n', '--', '\r\n--', '\r\n--xyz-xy', '-xyz'),
      fc.string({ unit: 'binary-ascii', maxLength: 8 }),
    );
    const data = fc
      .array(bit, { maxLength: 12 })
      .map((bits) => bits.join('').replaceAll(`--${boundary}`, ''));
    const part = fc.record(
      { name: word, fileName: fc.option(word, { nil: undefined }), data },
      { noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
        async (parts, lengths) => {
          assert.deepEqual(await readAll(build(boundary, parts), boundary, lengths), parts);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('passes over what is not read, a preamble and an epilogue', async () => {
    const parts = [
      { name: 'a', fileName: undefined, data: 'one' },
      { name: 'b', fileName: 'f', data: 'two' },
    ];
    const body = Buffer.concat([Buffer.from('preamble\r\n'), build('q', parts), Buffer.from('epilogue')]);
    const names: string[] = [];
    for await (const part of readMultipart(pieces(body, [3]), 'q')) names.push(part.name);
    assert.deepEqual(names, ['a', 'b']);
  });

  it('refuses what breaks the form or ends too early', async () => {
    const whole = build('q', [{ name: 'a', fileName: undefined, data: 'data' }]);
    for (let length = 0; length < whole.length - 4; length++) {
      await assert.rejects(readAll(whole.subarray(0, length), 'q'), MultipartError, `cut at ${length}`);
    }
    await assert.rejects(readAll(Buffer.from('--q\r\n\r\nx\r\n--q--'), 'q'), MultipartError);
    await assert.rejects(readAll(Buffer.from('--qq\r\n\r\nx\r\n--q--'), 'q'), MultipartError);
  });

  it('reads names as browsers and other clients write them', async () => {
    const read = async (disposition: string): Promise<string | undefined> => {
      const body = Buffer.from(
        `--q\r\nContent-Disposition: form-data; name=file; ${disposition}\r\n\r\n\r\n--q--`,
      );
      return (await readAll(body, 'q'))[0]?.fileName;
    };
    assert.equal(await read('filename="a %22b%22.pdf"'), 'a "b".pdf');
    assert.equal(await read('filename="größe.pdf"'), 'größe.pdf');
    assert.equal(await read('filename="x"; filename*=UTF-8\'\'gr%C3%B6%C3%9Fe.pdf'), 'größe.pdf');
    assert.equal(await read('filename="a\\"b"'), 'a"b');
  });

  it('finds the boundary', () => {
    assert.equal(boundaryOf('multipart/form-data; boundary=abc'), 'abc');
    assert.equal(boundaryOf('Multipart/Form-Data; charset=x; boundary="a b"'), 'a b');
    for (const type of [undefined, 'multipart/form-data', 'multipart/mixed; boundary=a', 'text/plain']) {
      assert.equal(boundaryOf(type), undefined);
    }
  });
});
