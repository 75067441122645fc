import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';

import { NodeJournalFile } from '../../../src/delivery/node/journalFile';
import { temporaryFolder } from './support/folders';

describe('delivery: journal file', function () {
  // Other processes have to start, on a machine that may be busy.
  this.timeout(30_000);
  const folder = temporaryFolder();
  const place = (): string => path.join(folder(), 'a', 'b', 'journal');

  it('is empty before the first line, and makes its folder with it', async () => {
    const journal = new NodeJournalFile(place());
    assert.deepEqual(await journal.lines(), []);
    await journal.append('one');
    await new NodeJournalFile(place()).append('two');
    assert.deepEqual(await journal.lines(), ['one', 'two']);
    if (process.platform !== 'win32')
      assert.equal((await stat(place())).mode & 0o077, 0, 'others can read it');
  });

  it('leaves out a torn last line, wherever it was cut', async () => {
    const journal = new NodeJournalFile(place());
    await journal.append('first');
    const whole = (await stat(place())).size;
    await journal.append('the second, with an ä');
    const { size } = await stat(place());
    // The last byte is the closing line break: without it the line is whole all the same.
    for (let end = size - 2; end > whole; end -= 1) {
      await truncate(place(), end);
      assert.deepEqual(await journal.lines(), ['first'], `cut at ${end}`);
    }
  });

  it('skips a torn line in the middle and keeps the one that another window wrote after it', async () => {
    const journal = new NodeJournalFile(place());
    await journal.append('first');
    await appendFile(place(), '\n0123456789ab {"half":');
    await new NodeJournalFile(place()).append('third');
    await appendFile(place(), '\0\0\0\0');
    await journal.append('fourth');
    assert.deepEqual(await journal.lines(), ['first', 'third', 'fourth']);
  });

  it('reads what was written, whatever else is in the file (property)', async () => {
    const journal = new NodeJournalFile(place());
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
    const noise = fc.uint8Array({ maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(line, noise), { maxLength: 8 }), async (items) => {
        await rm(place(), { force: true });
        for (const [text, bytes] of items) {
          await journal.append(text);
          await appendFile(place(), bytes);
        }
        assert.deepEqual(
          await journal.lines(),
          items.map(([text]) => text),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('rejects a line break and a folder that cannot be made, writing nothing', async () => {
    const journal = new NodeJournalFile(place());
    await assert.rejects(journal.append('a\nb'));
    assert.deepEqual(await journal.lines(), []);
    const file = path.join(folder(), 'file');
    await writeFile(file, '');
    await assert.rejects(new NodeJournalFile(path.join(file, 'journal')).append('x'));
  });

  it('does not take a file that cannot be read for an empty journal', async () => {
    await mkdir(place(), { recursive: true });
    await assert.rejects(new NodeJournalFile(place()).lines());
  });

  it('goes on when its folder was cleared', async () => {
    const journal = new NodeJournalFile(place());
    await journal.append('one');
    await rm(path.join(folder(), 'a'), { recursive: true });
    await journal.append('two');
    assert.deepEqual(await journal.lines(), ['two']);
  });

  it('rejects when the disk is full, and the lines before stay readable', async function () {
    // The only disk that is always full.
    const full = await stat('/dev/full').catch(() => undefined);
    if (full === undefined) this.skip();
    await assert.rejects(new NodeJournalFile('/dev/full').append('x'), { code: 'ENOSPC' });
  });

  it('keeps every acknowledged line of several processes, one of them killed', async function () {
    const program = path.join(__dirname, 'support', 'appender.program.js');
    const start = (name: string, size: number) => {
      const child = spawn(process.execPath, [program, place(), name, '120', String(size)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let acknowledged = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        acknowledged += chunk.toString().split('\n').length - 1;
      });
      return { child, exit: once(child, 'close'), acknowledged: () => acknowledged };
    };
    const writers = [start('a', 10), start('b', 900), start('c', 4_000)];
    const [, , victim] = writers;
    assert.ok(victim);
    await once(victim.child.stdout, 'data');
    victim.child.kill('SIGKILL');
    await Promise.all(writers.map((one) => one.exit));
    const lines = (await new NodeJournalFile(place()).lines()).map(
      (line) => JSON.parse(line) as { readonly name: string; readonly index: number },
    );
    for (const [position, name] of ['a', 'b', 'c'].entries()) {
      const own = lines.filter((line) => line.name === name).map((line) => line.index);
      assert.deepEqual(own, [...own.keys()], `${name} in order`);
      assert.ok(own.length >= (writers[position]?.acknowledged() ?? 0), `${name}: ${own.length}`);
    }
    assert.equal(lines.filter((line) => line.name !== 'c').length, 240);
  });

  it('reads ten thousand lines in one go', async () => {
    const journal = new NodeJournalFile(place());
    await journal.append('seed');
    const once = await readFile(place());
    await writeFile(place(), Buffer.concat(Array.from({ length: 10_000 }, () => once)));
    assert.equal((await journal.lines()).length, 10_000);
  });
});
