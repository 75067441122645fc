import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createPdfTools } from '../../../src/contract/pdf';
import { PDF_CASES } from '../../fixtures/pdf/cases';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('contract/pdf: what the inspection says about a file', () => {
  const tools = createPdfTools();
  const two = [
    { id: 'a', name: 'Ada Example' },
    { id: 'g', name: 'Grace Sample' },
  ];

  for (const one of PDF_CASES) {
    it(one.name, async () => {
      const bytes = await one.bytes();
      const before = digest(bytes);
      const seen = await tools.inspect(bytes);
      assert.deepEqual(
        seen.problems.map((p) => p.code),
        one.problems,
      );
      assert.deepEqual(
        seen.pages.map((p) => [p.width, p.height, p.rotation]),
        one.pages ?? [],
      );
      for (const { message, advice } of seen.problems) {
        for (const { text, args } of [message, advice ?? { text: '' }]) {
          assert.match(text, /^[A-Z].*\.$/s, 'whole sentences, with what to do about it');
          assert.equal(new Set(text.match(/\{\d\}/g)).size, args?.length ?? 0, 'a place for each argument');
        }
      }
      if (one.anchors !== undefined)
        assert.deepEqual(
          seen.anchors.map((a) => a.token),
          one.anchors,
        );
      for (const anchor of seen.anchors) {
        const page = seen.pages[anchor.page - 1];
        assert.ok(
          page !== undefined && anchor.box.x >= 0 && anchor.box.y >= 0,
          'an anchor stands on its page',
        );
        assert.ok(
          anchor.box.x + anchor.box.width <= page.width && anchor.box.y + anchor.box.height <= page.height,
        );
      }
      const blocks = await tools.placeBlocks(bytes, two);
      assert.equal(blocks !== undefined, one.room, 'room for two blocks');
      assert.equal(digest(bytes), before, 'the bytes given are never changed');
    }).timeout(30_000);
  }
});
