import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createPdfTools } from '../../../../src/contract/pdf';
import { script } from '../scriptedPrompts';
import { World } from './world';

describe('the shipped samples', () => {
  for (const [name, roles] of [
    ['mutual-nda.pdf', true],
    ['statement-of-work.pdf', false],
  ] as const) {
    it(`${name} can be sent to two people by the real PDF part`, async () => {
      const world = new World();
      const tools = createPdfTools();
      world.pdf.inspect = (bytes) => tools.inspect(bytes);
      world.pdf.placeBlocks = (bytes, signers) => tools.placeBlocks(bytes, signers);
      const file = world.file(name);
      world.files.contents.set(file.uri, await readFile(`media/samples/${name}`));
      world.prompts.then(
        script.type('Sample'),
        script.pick('Ada Example', roles ? /Who signs as / : /Who signs\?/),
        script.pick('Grace Sample', roles ? /Who signs as / : /Who else/),
        ...(roles ? [] : [script.pick('Done')]),
        script.pick('At the same time'),
        script.pick('2 weeks'),
        script.pick('Send to 2 people'),
      );
      await world.send(file);
      world.prompts.finished();
      const [envelope] = world.client.created;
      assert.deepEqual(
        envelope?.signers.map(({ tabs }) => tabs.some(({ kind }) => kind === 'signature')),
        [true, true],
      );
    });
  }

  it('get a page more by the real PDF part, which the preflight finds in order', async () => {
    const world = new World();
    const tools = createPdfTools();
    world.pdf.hasRoom = false;
    world.pdf.inspect = (bytes) => tools.inspect(bytes);
    world.pdf.appendSignaturePage = (bytes, signers) =>
      tools.appendSignaturePage(bytes, signers, 'Signatures');
    const file = world.file('sow.pdf');
    const original = await readFile('media/samples/statement-of-work.pdf');
    world.files.contents.set(file.uri, original);
    world.prompts.then(
      script.type('Sample'),
      script.pickText('Ελένη Παράδειγμα <eleni@example.org>'),
      script.pick('Done'),
      script.pick('2 weeks'),
      script.pick('Append Signature Page'),
      script.pick('Send to 1 person'),
    );
    await world.send(file);
    world.prompts.finished();
    const pages = (await tools.inspect(original)).pages.length;
    assert.deepEqual(
      world.client.created[0]?.signers[0]?.tabs.map(({ kind, page }) => [kind, page]),
      [
        ['signature', pages + 1],
        ['date', pages + 1],
      ],
    );
  });
});
