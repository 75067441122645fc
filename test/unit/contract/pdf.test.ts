import assert from 'node:assert/strict';
import { PDF } from '@libpdf/core';
import fc from 'fast-check';
import { bottom, grown, overlaps, right } from '../../../src/contract/geometry';
import { createPdfTools, PdfRefusedError } from '../../../src/contract/pdf';
import type { Box, PlacedBlock } from '../../../src/contract/types';
import { paragraph, PdfBuilder, text } from '../../fixtures/pdf/builder';
import { PDF_CASES, plain } from '../../fixtures/pdf/cases';

const tools = createPdfTools();
const SIGNERS = ['Ada Example', 'Grace Sample', 'Łukasz Żółć', 'Ελένη', '李 Ann'].map((name, i) => ({
  id: `s${i + 1}`,
  name,
}));
const two = SIGNERS.slice(0, 2);

function close(actual: number | undefined, expected: number, within = 0.6): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= within,
    `${actual} is not near ${expected}`,
  );
}

/** Where the library that signs and verifies sees the text: a second opinion, from the lower left corner of the page. */
async function linesSeenByLibrary(
  bytes: Uint8Array,
  page = 0,
): Promise<readonly { readonly text: string; readonly box: Box }[]> {
  const pdf = await PDF.load(bytes);
  return (pdf.getPage(page)?.extractText().lines ?? []).map((line) => ({ text: line.text, box: line.bbox }));
}

async function firstAnchor(
  pdf: PdfBuilder,
  options: Parameters<PdfBuilder['build']>[0] = {},
): Promise<Box | undefined> {
  return (await tools.inspect(pdf.build(options))).anchors[0]?.box;
}

describe('contract/pdf: where anchors are', () => {
  const width = 92.04; // of "[[sign:client]]" in Helvetica at 15 points, from the font's metrics
  const content = text(100, 200, '[[sign:client]]', 15);

  it('upright', async () => {
    const box = await firstAnchor(new PdfBuilder().page({ content }));
    close(box?.x, 100);
    close(box && bottom(box), 792 - 200 + 0.22 * 15);
    close(box?.width, width, 15);
  });

  it('on a page turned by each angle and cropped, in the coordinates of what is displayed', async () => {
    const page = (rotate: number): PdfBuilder =>
      new PdfBuilder().page({ content, rotate, crop: [50, 80, 512, 692] });
    const upright = await firstAnchor(page(0));
    assert.ok(upright !== undefined);
    close(upright.x, 50);
    close(bottom(upright), 692 - 200 + 3.3);
    const quarter = await firstAnchor(page(90));
    close(quarter?.x, 200 - 80 - 3.3);
    close(quarter?.y, 50);
    close(quarter?.height, upright.width);
    const half = await firstAnchor(page(180));
    close(half && right(half), 462 - 50);
    close(half?.y, 200 - 80 - 3.3);
    const threeQuarters = await firstAnchor(page(270));
    close(threeQuarters && right(threeQuarters), 692 - 200 + 3.3);
    close(threeQuarters && bottom(threeQuarters), 462 - 50);
  });

  it('inside a form that is turned and scaled', async () => {
    const pdf = new PdfBuilder();
    const form = pdf.stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Matrix [2 0 0 2 0 0] /Resources << /Font << /F1 3 0 R >> >>',
      text(10, 20, '[[date:us]]', 10),
    );
    const box = await firstAnchor(
      pdf.page({ content: 'q 0 1 -1 0 400 100 cm /Fm1 Do Q', resources: `/XObject << /Fm1 ${form} 0 R >>` }),
    );
    // (10, 20) doubled, turned to the left about the origin, moved: (400 - 40, 100 + 20).
    close(box && right(box), 360 + 0.22 * 20);
    close(box && bottom(box), 792 - 120);
  });

  it('where another reader sees them too', async () => {
    const lines = ['[[sign:client]]', 'Signed: [[date:us]] and more', '[[text:client "Street" required]]'];
    const bytes = new PdfBuilder()
      .page({ content: paragraph(72, 700, lines, 11, 40) })
      .build({ style: 'stream', packed: true });
    const seen = await tools.inspect(bytes);
    const other = await linesSeenByLibrary(bytes);
    assert.deepEqual(
      other.map((line) => line.text),
      lines,
    );
    assert.deepEqual(
      seen.anchors.map((a) => a.token),
      ['[[sign:client]]', '[[date:us]]', '[[text:client "Street" required]]'],
    );
    close(seen.anchors[0]?.box.width, other[0]?.box.width ?? 0, 1);
    close(seen.anchors[2]?.box.width, other[2]?.box.width ?? 0, 1);
    close(seen.anchors[2]?.box.x, other[2]?.box.x ?? 0, 1);
  });
});

function assertBlocks(
  blocks: readonly PlacedBlock[] | undefined,
  page: { width: number; height: number },
  taken: readonly Box[] = [],
): void {
  assert.ok(blocks !== undefined);
  const boxes = blocks.flatMap((block) => [block.signature, block.date]);
  boxes.forEach((box, i) => {
    assert.ok(
      box.x >= 30 && box.y >= 30 && right(box) <= page.width - 30 && bottom(box) <= page.height - 30,
      'inside the margins',
    );
    assert.ok(box.height >= 18 && box.width >= 80, 'large enough for a stamp');
    for (const other of [...boxes.slice(i + 1), ...taken])
      assert.ok(!overlaps(box, other), 'nothing overlaps');
  });
}

describe('contract/pdf: room for signature blocks', () => {
  it('is below the last content, side by side, on the last page', async () => {
    const bytes = new PdfBuilder()
      .page({ content: text(72, 40, 'first') })
      .page({ content: `${paragraph(72, 720, ['One', 'Two', 'Three'])}${text(300, 30, '2')}` })
      .build();
    const blocks = await tools.placeBlocks(bytes, two);
    const top = blocks?.[0]?.signature.y ?? 0;
    assert.deepEqual(blocks, [
      {
        signerId: 's1',
        page: 2,
        signature: { x: 72, y: top, width: 180, height: 44 },
        date: { x: 72, y: top + 50, width: 90, height: 20 },
      },
      {
        signerId: 's2',
        page: 2,
        signature: { x: 276, y: top, width: 180, height: 44 },
        date: { x: 276, y: top + 50, width: 90, height: 20 },
      },
    ]);
    assert.ok(top > 792 - 690 && top < 792 - 650, 'a little below the third line');
    assert.deepEqual(await tools.placeBlocks(bytes, two), blocks);
  });

  it('is found for many signers, or is not there', async () => {
    const page = { width: 612, height: 792 };
    for (let count = 1; count <= 12; count++) {
      const signers = Array.from({ length: count }, (_, i) => ({ id: `s${i}`, name: `Signer ${i}` }));
      const blocks = await tools.placeBlocks(plain(), signers);
      assertBlocks(blocks, page, [{ x: 72, y: 60, width: 400, height: 180 }]);
      assert.deepEqual(
        blocks?.map((b) => b.signerId),
        signers.map((s) => s.id),
      );
    }
    const crowd = Array.from({ length: 80 }, (_, i) => ({ id: `s${i}`, name: `Signer ${i}` }));
    assert.equal(await tools.placeBlocks(plain(), crowd), undefined);
    assert.deepEqual(await tools.placeBlocks(plain(), []), []);
  });

  it('is beside text that leaves one half of the page free', async () => {
    const column = paragraph(
      50,
      760,
      Array.from({ length: 58 }, () => 'a narrow column of text'),
      10,
      12.5,
    );
    const blocks = await tools.placeBlocks(new PdfBuilder().page({ content: column }).build(), two);
    assertBlocks(blocks, { width: 612, height: 792 }, [{ x: 50, y: 30, width: 110, height: 730 }]);
  });

  it('is never on anything that is painted', async () => {
    const shape = fc.record({
      x: fc.integer({ min: -50, max: 600 }),
      y: fc.integer({ min: -50, max: 780 }),
      width: fc.integer({ min: 1, max: 400 }),
      height: fc.integer({ min: 1, max: 300 }),
      how: fc.constantFrom('f', 'S', 'B', 'text', 'form', 'clip'),
    });
    const turns = fc.constantFrom(0, 90, 180, 270);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(shape, { maxLength: 6 }),
        turns,
        fc.integer({ min: 1, max: 4 }),
        async (shapes, rotate, count) => {
          const content = shapes
            .map(({ x, y, width, height, how }) => {
              if (how === 'text') return text(x, y, 'Some text');
              if (how === 'form') return `q ${width} 0 0 ${height} ${x} ${y} cm 0 0 1 1 re f Q\n`;
              if (how === 'clip') return `q ${x} ${y} ${width} ${height} re W n 0 0 612 792 re f Q\n`;
              return `${x} ${y} ${width} ${height} re ${how}\n`;
            })
            .join('');
          const bytes = new PdfBuilder().page({ content, rotate }).build();
          const blocks = await tools.placeBlocks(
            bytes,
            Array.from({ length: count }, (_, i) => ({ id: `s${i}`, name: '' })),
          );
          if (blocks === undefined) return;
          found++;
          const [pageWidth, pageHeight] = rotate % 180 === 0 ? ([612, 792] as const) : ([792, 612] as const);
          const displayed = shapes.map(({ x, y, width, height, how }): Box => {
            const box = how === 'text' ? { x, y, width: 40, height: 6 } : { x, y, width, height };
            if (rotate === 0) return { ...box, y: 792 - bottom(box) };
            if (rotate === 90) return { x: box.y, y: box.x, width: box.height, height: box.width };
            if (rotate === 180) return { ...box, x: 612 - right(box) };
            return { x: 792 - bottom(box), y: 612 - right(box), width: box.height, height: box.width };
          });
          assertBlocks(
            blocks,
            { width: pageWidth, height: pageHeight },
            displayed.filter((box) => box.width * box.height <= (612 * 792) / 3),
          );
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(found > 100, 'room was found often enough for this to mean anything');
  }).timeout(60_000);
});

describe('contract/pdf: a signature page', () => {
  const good = PDF_CASES.filter((c) => c.problems.length === 0);

  for (const one of good) {
    it(`is added to: ${one.name}`, async () => {
      const bytes = await one.bytes();
      const before = await tools.inspect(bytes);
      const made = await tools.appendSignaturePage(bytes, two, 'Signatures');
      assert.deepEqual(made.bytes.slice(0, bytes.length), bytes, 'the given bytes come first');
      const after = await tools.inspect(made.bytes);
      assert.deepEqual(after.problems, []);
      assert.deepEqual(after.anchors, before.anchors);
      assert.deepEqual(after.pages.slice(0, -1), before.pages);
      const last = before.pages.at(-1);
      assert.deepEqual(after.pages.at(-1), { width: last?.width, height: last?.height, rotation: 0 });
      assertBlocks(made.blocks, after.pages.at(-1) ?? { width: 0, height: 0 });
      assert.ok(made.blocks.every((block) => block.page === after.pages.length));
      assert.deepEqual(
        (await tools.appendSignaturePage(bytes, two, 'Signatures')).bytes,
        made.bytes,
        'the same bytes each time',
      );
      const library = await PDF.load(made.bytes);
      assert.equal(library.getPageCount(), after.pages.length);
    });
  }

  it('prints each name as far as the standard fonts have its letters', async () => {
    const made = await tools.appendSignaturePage(plain(), SIGNERS, 'Unterschriften für “Zoë”');
    const lines = (await linesSeenByLibrary(made.bytes, 1)).map((line) => line.text);
    const printed = lines.join(' | ');
    for (const name of [
      'Unterschriften für “Zoë”',
      'Ada Example',
      'Grace Sample',
      'Lukasz Zólc',
      'Signer 4',
      'Signer 5 (Ann)',
    ]) {
      assert.ok(printed.includes(name), `${name} in ${printed}`);
    }
    assert.ok(!/[?\ufffd□]/.test(printed));
    for (const block of made.blocks) {
      for (const line of await linesSeenByLibrary(made.bytes, 1)) {
        const box = { ...line.box, y: 792 - bottom(line.box) };
        assert.ok(
          line.text.includes(' ') || !overlaps(grown(box, -1), block.signature),
          `${line.text} is not under a signature`,
        );
      }
    }
  });

  it('becomes several pages for many signers', async () => {
    const crowd = Array.from({ length: 25 }, (_, i) => ({
      id: `s${i}`,
      name: `Signer with a rather long name that does not fit ${i}`,
    }));
    const made = await tools.appendSignaturePage(plain(), crowd, 'Signatures');
    const seen = await tools.inspect(made.bytes);
    assert.deepEqual(seen.problems, []);
    assert.equal(made.blocks.length, 25);
    for (let page = 2; page <= seen.pages.length; page++)
      assertBlocks(
        made.blocks.filter((b) => b.page === page),
        { width: 612, height: 792 },
      );
    assert.equal(Math.max(...made.blocks.map((b) => b.page)), seen.pages.length);
    assert.ok(seen.pages.length > 2);
  });

  for (const code of ['pdf-truncated', 'pdf-encrypted', 'pdf-signed', 'not-pdf', 'pdf-xfa']) {
    it(`is refused for ${code}, with the problem to show`, async () => {
      const bad = PDF_CASES.find((c) => c.problems[0] === code);
      assert.ok(bad !== undefined);
      const bytes = await bad.bytes();
      await assert.rejects(
        tools.appendSignaturePage(bytes, two, 'Signatures'),
        (error) => error instanceof PdfRefusedError && error.problem.code === code,
      );
    });
  }
});

describe('contract/pdf: wild input', () => {
  const seeds = [
    plain(),
    new PdfBuilder()
      .page({ content: text(72, 700, '[[sign:a]]'), deflate: true })
      .build({ style: 'stream', packed: true }),
    new PdfBuilder()
      .page({ content: 'q 0 0 10 10 re W n BI /W 1 /H 1 ID x EI Q /Fm1 Do' })
      .build({ catalog: '/AcroForm << /Fields [] >>' }),
  ];
  const damage = fc.record({
    seed: fc.nat(seeds.length - 1),
    at: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(255)), {
      maxLength: 12,
    }),
    length: fc.double({ min: 0.2, max: 1, noNaN: true }),
  });

  it('never throws: files with bytes changed and ends missing', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async ({ seed, at, length }) => {
        const original = seeds[seed] ?? new Uint8Array();
        const bytes = original.slice(0, Math.ceil(original.length * length));
        for (const [where, byte] of at) bytes[Math.floor(where * bytes.length)] = byte;
        const seen = await tools.inspect(bytes);
        assert.ok(seen.pages.length > 0 || seen.problems.some((p) => p.severity === 'error'));
        await tools.placeBlocks(bytes, two);
        try {
          await tools.appendSignaturePage(bytes, two, 'Signatures');
        } catch (error) {
          assert.ok(error instanceof PdfRefusedError);
        }
      }),
      { numRuns: 800 },
    );
  }).timeout(60_000);

  it('says of every file that was cut off that it cannot be sent', async () => {
    for (const seed of seeds) {
      for (let length = 0; length < seed.length - 6; length += 7) {
        const seen = await tools.inspect(seed.slice(0, length));
        assert.ok(
          seen.problems.some((p) => p.severity === 'error'),
          `${length} of ${seed.length} bytes`,
        );
      }
    }
  });

  it('says of noise that it is no PDF', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        const seen = await tools.inspect(bytes);
        assert.deepEqual(seen.pages, []);
        assert.equal(seen.problems.length, 1);
      }),
    );
  });
});
