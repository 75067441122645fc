import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fieldsFromAnchors, rolesOf } from '../../../src/contract/fields';
import { createPdfTools } from '../../../src/contract/pdf';
import { SAMPLES } from '../../fixtures/pdf/samples';

const folder = path.join('media', 'samples');
const stored = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(folder, name)));

describe('contract: the samples that come with the extension', () => {
  const tools = createPdfTools();

  for (const [name, make] of Object.entries(SAMPLES)) {
    it(`${name} is what its program makes, and can be sent as it is`, async () => {
      assert.ok(Buffer.from(make()).equals(stored(name)), 'run makeSamples.program.js again');
      const seen = await tools.inspect(stored(name));
      assert.deepEqual(seen.problems, []);
      assert.deepEqual(seen.pages, [
        { width: 595, height: 842, rotation: 0 },
        { width: 595, height: 842, rotation: 0 },
      ]);
    });
  }

  it('the agreement has a signature and a date for each of two roles', async () => {
    const seen = await tools.inspect(stored('mutual-nda.pdf'));
    assert.deepEqual(rolesOf(seen), ['client', 'us']);
    const signers = new Map([
      ['client', { id: 's1', name: 'Ada Example' }],
      ['us', { id: 's2', name: 'Grace Sample' }],
    ]);
    const { fields, problems } = fieldsFromAnchors(seen, 'd1', signers);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      fields.map((f) => [f.signerId, f.kind, f.page, f.box.width >= 90, f.box.height]),
      [
        ['s1', 'signature', 2, true, 40],
        ['s2', 'signature', 2, true, 40],
        ['s1', 'date', 2, true, 18],
        ['s2', 'date', 2, true, 18],
      ],
    );
  });

  it('the statement of work has no anchors and room for two', async () => {
    const bytes = stored('statement-of-work.pdf');
    assert.deepEqual((await tools.inspect(bytes)).anchors, []);
    const blocks = await tools.placeBlocks(bytes, [
      { id: 's1', name: 'Ada Example' },
      { id: 's2', name: 'Grace Sample' },
    ]);
    assert.deepEqual(
      blocks?.map((b) => [b.signerId, b.page]),
      [
        ['s1', 2],
        ['s2', 2],
      ],
    );
  });
});
