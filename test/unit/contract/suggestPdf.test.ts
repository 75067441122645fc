import assert from 'node:assert/strict';
import { bottom, overlaps, right } from '../../../src/contract/geometry';
import { createPdfTools } from '../../../src/contract/pdf';
import type { SuggestedField } from '../../../src/contract/types';
import { paragraph, PdfBuilder, text } from '../../fixtures/pdf/builder';
import { PDF_CASES, plain } from '../../fixtures/pdf/cases';
import { mutualNda, statementOfWork } from '../../fixtures/pdf/samples';

const tools = createPdfTools();
const SIGNERS = [
  { id: 'ada', name: 'Ada Example', role: 'client' },
  { id: 'grace', name: 'Grace Sample', role: 'us' },
];

const short = (fields: readonly SuggestedField[]): readonly string[] =>
  fields.map(({ page, kind, signerId, why }) => `${page} ${kind} ${signerId ?? '-'} ${why}`);

const block = (x: number, y: number, name: string): string =>
  text(x, y, name) +
  text(x, y - 40, 'Signature:') +
  `0.5 w ${x + 60} ${y - 42} m ${x + 210} ${y - 42} l S\n` +
  text(x, y - 70, 'Date: ____________________');

describe('contract/pdf: suggestions', () => {
  for (const [rotate, crop] of [
    [0, undefined],
    [90, undefined],
    [180, [20, 30, 600, 780]],
    [270, [20, 30, 600, 780]],
  ] as const) {
    it(`on a page turned by ${rotate} whose text is upright as displayed`, async () => {
      const turned = {
        0: '',
        90: '0 1 -1 0 612 0 cm',
        180: '-1 0 0 -1 612 792 cm',
        270: '0 -1 1 0 0 792 cm',
      };
      const content = `${turned[rotate]}\n${block(72, 400, 'Ada Example')}${block(340, 400, 'Grace Sample')}`;
      const bytes = new PdfBuilder().page({ content, rotate, ...(crop && { crop }) }).build();
      const places = await tools.suggest(bytes, SIGNERS);
      assert.deepEqual(short(places), [
        '1 signature ada line',
        '1 signature grace line',
        '1 date ada line',
        '1 date grace line',
      ]);
      const lines = await tools.lines(bytes);
      const label = lines.find((line) => line.text === 'Signature:');
      const [first] = places;
      assert.ok(label !== undefined && first !== undefined);
      assert.ok(Math.abs(first.box.x - (label.box.x + 60)) < 0.5, 'where the line begins');
      assert.ok(Math.abs(bottom(first.box) - (label.baseline + 2)) < 1.5, 'on the line');
      assert.ok(Math.abs(first.box.width - 150) < 1, 'as wide as the line');
    });
  }

  it('nothing where the text stands on its side', async () => {
    const bytes = new PdfBuilder().page({ content: block(72, 400, 'Ada Example'), rotate: 90 }).build();
    assert.deepEqual(await tools.suggest(bytes, SIGNERS), []);
    assert.deepEqual(await tools.lines(bytes), []);
  });

  it('for each signer on the signature page that we add', async () => {
    const made = await tools.appendSignaturePage(plain(), SIGNERS, 'Signatures');
    const places = await tools.suggest(made.bytes, SIGNERS);
    assert.deepEqual(
      places.map(({ page, kind, signerId }) => [page, kind, signerId]),
      [
        [2, 'signature', 'ada'],
        [2, 'signature', 'grace'],
        [2, 'date', 'ada'],
        [2, 'date', 'grace'],
      ],
    );
    for (const { signature, date, signerId } of made.blocks)
      for (const [kind, box] of [
        ['signature', signature],
        ['date', date],
      ] as const) {
        const place = places.find((one) => one.signerId === signerId && one.kind === kind);
        assert.ok(place !== undefined && overlaps(place.box, box), `${kind} of ${signerId}`);
      }
  });

  it('not on the tokens of anchors, and nothing in a contract without places', async () => {
    const agreement = mutualNda();
    const { anchors } = await tools.inspect(agreement);
    for (const { box, page } of await tools.suggest(agreement, SIGNERS))
      for (const anchor of anchors) assert.ok(anchor.page !== page || !overlaps(anchor.box, box));
    assert.deepEqual(await tools.suggest(statementOfWork(), SIGNERS), []);
  });

  it('not on pictures, but on scans with text', async () => {
    const withPicture = (matrix: string): Uint8Array => {
      const pdf = new PdfBuilder();
      const image = pdf.stream(
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray',
        '\x80',
      );
      const content = `q ${matrix} cm /Im1 Do Q\n${text(72, 400, 'Signature: ______________________')}`;
      return pdf.page({ content, resources: `/XObject << /Im1 ${image} 0 R >>` }).build();
    };
    assert.deepEqual(await tools.suggest(withPicture('100 0 0 50 140 380'), SIGNERS), []);
    assert.equal((await tools.suggest(withPicture('612 0 0 792 0 0'), SIGNERS)).length, 1);
  });

  it('of any file: no error, the same each time, the bytes unchanged', async () => {
    for (const one of PDF_CASES) {
      const bytes = await one.bytes();
      const before = Buffer.from(bytes);
      const places = await tools.suggest(bytes, SIGNERS);
      const { pages } = await tools.inspect(bytes);
      for (const { page, box } of places) {
        const facts = pages[page - 1];
        assert.ok(facts !== undefined && right(box) <= facts.width && bottom(box) <= facts.height, one.name);
      }
      const lines = await tools.lines(bytes);
      assert.ok(lines.every((line) => line.text !== '' && line.page >= 1 && line.page <= pages.length));
      assert.ok(before.equals(bytes), one.name);
    }
  }).timeout(60_000);
});

describe('contract/pdf: lines of text', () => {
  it('with their places, page by page, columns by themselves', async () => {
    const bytes = new PdfBuilder()
      .page({
        content: paragraph(72, 700, ['First line', 'Second line'], 10, 20) + text(400, 700, 'Right', 10),
      })
      .page({
        content: 'BT /F1 10 Tf 72 600 Td [(Thi) -10 (rd) -300 (li) (ne)] TJ ET\n',
        box: [0, 0, 300, 650],
      })
      .build();
    const lines = await tools.lines(bytes);
    assert.deepEqual(
      lines.map(({ page, text: words, baseline }) => [page, words, Math.round(baseline)]),
      [
        [1, 'First line', 92],
        [1, 'Right', 92],
        [1, 'Second line', 112],
        [2, 'Third line', 50],
      ],
    );
    const [first] = lines;
    assert.ok(first !== undefined && Math.abs(first.box.x - 72) < 0.01);
    assert.ok(first.box.y < first.baseline && bottom(first.box) > first.baseline);
  });
});
