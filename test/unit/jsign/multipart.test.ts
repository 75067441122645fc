import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeFileName, multipart } from '../../../src/jsign/multipart';
import { source } from './support';

async function bytesOf(body: { open(): AsyncIterable<Uint8Array> }): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('jSign multipart', function () {
  this.timeout(10_000);
  it('is as long as it says, for any file and name, each time it is opened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, name, chunk) => {
          const body = multipart('File', source(bytes, name, chunk));
          const first = await bytesOf(body);
          assert.equal(first.byteLength, body.length);
          assert.deepEqual(await bytesOf(body), first);
          const boundary = body.contentType.split('boundary=')[1] ?? '';
          assert.match(boundary, /^[\w-]{20,70}$/);
          const end = Buffer.from(`\r\n--${boundary}--\r\n`);
          const start = first.indexOf('\r\n\r\n') + 4;
          assert.ok(first.subarray(start, -end.byteLength).equals(bytes));
          assert.ok(first.subarray(-end.byteLength).equals(end));
        },
      ),
    );
  });

  it('a name never breaks out of its line or its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        assert.doesNotMatch(escapeFileName(name), /["\r\n\0]/);
      }),
    );
    assert.equal(escapeFileName('a"b\r\nX: y.pdf'), 'a%22b%0D%0AX: y.pdf');
    assert.equal(escapeFileName('Vertrag – Größe 你好 😀.pdf'), 'Vertrag – Größe 你好 😀.pdf');
    assert.equal(escapeFileName('tab\tnull\0.pdf'), 'tab null .pdf');
  });

  it('names go out as UTF-8, with the type the extension stands for', async () => {
    for (const [name, type] of [
      ['Größe.PDF', 'application/pdf'],
      ['a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['a.constructor', 'application/octet-stream'],
      ['none', 'application/octet-stream'],
    ] as const) {
      const text = (await bytesOf(multipart('file', source(Buffer.from('x'), name)))).toString('utf8');
      assert.ok(text.includes(`name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\nx`), text);
    }
  });
});
