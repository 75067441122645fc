import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvBytes } from '../../../../src/editor/envelopes/details/csv';
import { exportFileName } from '../../../../src/editor/envelopes/details/exportFiles';
import { Exports } from '../../../../src/editor/envelopes/details/exports';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import type { EnteredValue, EnvelopeDetails } from '../../../../src/jsign/types';
import { clientWith, details, sessionWith, word } from '../envelopes/fakes';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { AUDIT_LOG, REF } from './bench';

const COMPLETED = details('e1', { name: 'Lease: 42/a', status: word('Completed') });
const VALUE: EnteredValue = {
  documentId: 'd1',
  documentName: 'lease.pdf',
  signerEmail: 'grace@example.com',
  inputType: 'Text Area',
  name: 'Street',
  value: '=HYPERLINK("https://evil.example";"1 Sample Rd")\r\nTown',
};
const TARGET = 'file:///tmp/out';

class World {
  readonly written: { readonly uri: string; readonly text: string }[] = [];
  reads = 0;
  signedIn = true;
  readonly store: ServiceEnvelopeStore;
  readonly exports: Exports;

  constructor(
    readonly prompts: ScriptedPrompts,
    public envelope: EnvelopeDetails = COMPLETED,
    values: readonly EnteredValue[] = [VALUE],
  ) {
    const client = clientWith({
      details: () => {
        this.reads += 1;
        return Promise.resolve(this.envelope);
      },
      auditLogs: () => Promise.resolve(AUDIT_LOG),
      enteredValues: () => Promise.resolve(values),
    });
    this.store = new ServiceEnvelopeStore(sessionWith(client));
    this.exports = new Exports({
      stores: { forAccount: () => Promise.resolve(this.signedIn ? this.store : undefined) },
      prompts,
      write: (uri, bytes) => {
        this.written.push({ uri, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) });
        return Promise.resolve();
      },
      t: plain,
    });
  }
}

describe('Exporting the audit log', () => {
  it('asks which kind of file and where, and writes a table', async () => {
    const world = new World(new ScriptedPrompts(script.pick('CSV', /kind of file/), script.save(TARGET)));
    await world.exports.auditLog(REF);
    const [file] = world.written;
    assert.equal(file?.uri, TARGET);
    assert.deepEqual(file.text.split('\r\n'), [
      '\uFEFFDocument,Time (UTC),Activity,Activity code,By,Transaction hash,Block number,Wallet address,Final block hash,Contract address',
      'lease.pdf,2026-05-12T09:00:00.000Z,Document Creation,Created,Ada Example,9f2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b,17,0x00a329c0648769A73afAc7F9381E08FB43dBEA72,1a2c4b1d8e7a6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4938271605f4e1b,',
      '',
    ]);
    assert.match(
      world.prompts.asked.find(({ kind }) => kind === 'save')?.text ?? '',
      /\nAudit log - Lease_ 42 a\.csv$/,
    );
    assert.match(world.prompts.asked.at(-1)?.text ?? '', /^Audit log of "Lease: 42\/a" saved\.$/);
    world.prompts.finished();
  });

  it('asks no kind where the panel said it, and writes readable JSON', async () => {
    const world = new World(new ScriptedPrompts(script.save(TARGET)));
    await world.exports.auditLog(REF, 'json');
    const text = world.written[0]?.text ?? '';
    assert.match(text, /^\{\n {2}"envelopeId": "e1",\n[^]*\}\n$/);
    const read = JSON.parse(text) as { documents: { events: { at: string }[] }[] };
    assert.equal(read.documents[0]?.events[0]?.at, '2026-05-12T09:00:00.000Z');
    world.prompts.finished();
  });

  it('writes nothing when the person leaves', async () => {
    for (const lines of [[script.leave('pick')], [script.pick('JSON'), script.save(undefined)]]) {
      const world = new World(new ScriptedPrompts(...lines));
      await world.exports.auditLog(REF);
      assert.deepEqual(world.written, []);
      world.prompts.finished();
    }
  });

  it('says why there is none for an envelope that is not completed', async () => {
    const reasons: readonly (readonly [Parameters<typeof word>[0], RegExp])[] = [
      ['AwaitingOthers', /Export it then/],
      ['Cancelled', /ended before that/],
      ['unknown', /everybody has signed/],
    ];
    for (const [status, advice] of reasons) {
      const world = new World(new ScriptedPrompts(), details('e1', { status: word(status) }));
      await assert.rejects(world.exports.auditLog(REF), (error: Error & { advice?: string }) => {
        assert.match(error.message, /has no audit log/);
        assert.match(error.advice ?? '', advice);
        return true;
      });
    }
  });

  it('asks the service again whether it is completed by now', async () => {
    const world = new World(new ScriptedPrompts(script.save(TARGET)), details('e1'));
    await world.store.details('e1');
    world.envelope = COMPLETED;
    await world.exports.auditLog(REF, 'csv');
    await world.store.details('e1');
    assert.deepEqual([world.written.length, world.reads], [1, 2]);
  });

  it('says that the account is signed out', async () => {
    const world = new World(new ScriptedPrompts());
    world.signedIn = false;
    await assert.rejects(world.exports.auditLog(REF), /signed out/);
  });
});

describe('Exporting the entered values', () => {
  it('writes what was entered, harmless for a spreadsheet', async () => {
    const world = new World(new ScriptedPrompts(script.save(TARGET)));
    await world.exports.enteredValues(REF, 'csv');
    assert.equal(
      world.written[0]?.text,
      '\uFEFFDocument,Signer,Field,Input type,Value\r\n' +
        'lease.pdf,grace@example.com,Street,Text Area,' +
        `"'=HYPERLINK(""https://evil.example"";""1 Sample Rd"")\r\nTown"\r\n`,
    );
    world.prompts.finished();
  });

  it('keeps in JSON exactly what was entered', async () => {
    const world = new World(new ScriptedPrompts(script.save(TARGET)));
    await world.exports.enteredValues(REF, 'json');
    const read = JSON.parse(world.written[0]?.text ?? '') as { values: unknown };
    assert.deepEqual(read.values, [VALUE]);
  });

  it('says why there are none', async () => {
    const none = new World(new ScriptedPrompts(), details('e1'), []);
    await assert.rejects(none.exports.enteredValues(REF, 'csv'), /Nobody has entered anything/);
    const ended = new World(new ScriptedPrompts(), details('e1', { status: word('Cancelled') }));
    await assert.rejects(ended.exports.enteredValues(REF, 'csv'), /no entered values/);
  });
});

describe('A CSV file', () => {
  /** A reader of RFC 4180, written for this test alone. */
  function read(text: string): string[][] {
    const rows: string[][] = [];
    let row: string[] = [];
    for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
      row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
      if (end === ',') continue;
      rows.push(row);
      row = [];
    }
    return rows;
  }
  const written = (rows: readonly (readonly string[])[]) =>
    new TextDecoder().decode(csvBytes(['a', 'b'], rows));

  it('is read back as it was, with no cell that begins a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'x') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const [, ...found] = read(written(rows));
        assert.equal(found.length, rows.length);
        found.flat().forEach((value, index) => {
          const original = rows.flat()[index] ?? '';
          assert.ok(value === original || value === `'${original}`);
          assert.doesNotMatch(value, /^[=+\-@\t]/);
        });
      }),
    );
  });

  it('marks each beginning of a formula and nothing else', () => {
    const cells = ['=1', '+1', '-1', '@x', '\tx', 'a=1', "'x", '1-1', ''];
    const found = read(written(cells.map((cell) => [cell, ''])));
    assert.deepEqual(
      found.slice(1).map(([cell]) => cell),
      ["'=1", "'+1", "'-1", "'@x", "'\tx", 'a=1', "'x", '1-1', ''],
    );
  });
});

describe('The name that is suggested for an export', () => {
  it('is one that every file system takes', () => {
    assert.equal(exportFileName('Audit log', '../../etc/passwd', 'csv'), 'Audit log - etc passwd.csv');
    assert.equal(exportFileName('Audit log', ' \u202E. ', 'json'), 'Audit log.json');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const made = exportFileName('Audit log', name, 'csv');
        assert.doesNotMatch(made, /[<>:"/\\|?*\p{Cc}\u2028\u2029\u202A-\u202E]/u);
        assert.match(made, /^Audit log.*\.csv$/);
      }),
    );
  });
});
