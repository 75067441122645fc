import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { displayedSize, type PageFrame, toPage } from '../../../src/sandbox/pdf/geometry';
import { PdfRoom } from '../../../src/sandbox/pdf/room';
import type { Stamp } from '../../../src/sandbox/pdf/types';
import { toWinAnsi } from '../../../src/sandbox/pdf/winAnsi';
import { samplePdf, temporaryFolder } from './support';

interface Shape {
  readonly name: string;
  /** Entries of the page itself. */
  readonly page: string;
  /** Entries of the node above it. */
  readonly parent: string;
  /** What a person sees. */
  readonly size: readonly [number, number];
}

const SHAPES: readonly Shape[] = [
  { name: 'portrait', page: '/MediaBox [0 0 595 842]', parent: '', size: [595, 842] },
  { name: 'landscape', page: '/MediaBox [0 0 842 595]', parent: '', size: [842, 595] },
  { name: 'turned by 90', page: '/MediaBox [0 0 595 842] /Rotate 90', parent: '', size: [842, 595] },
  { name: 'turned by 180', page: '/MediaBox [0 0 595 842] /Rotate 180', parent: '', size: [595, 842] },
  { name: 'turned by 270', page: '/MediaBox [0 0 595 842] /Rotate 270', parent: '', size: [842, 595] },
  {
    name: 'cropped',
    page: '/MediaBox [0 0 595 842] /CropBox [50 100 450 700]',
    parent: '',
    size: [400, 600],
  },
  {
    name: 'cropped and turned',
    page: '/MediaBox [0 0 595 842] /CropBox [50 100 450 700] /Rotate 90',
    parent: '',
    size: [600, 400],
  },
  { name: 'with an origin elsewhere', page: '/MediaBox [-100 -200 495 642]', parent: '', size: [595, 842] },
  {
    name: 'with everything inherited',
    page: '',
    parent: '/MediaBox [0 0 500 700] /CropBox [20 30 420 530] /Rotate 270',
    size: [500, 400],
  },
  { name: 'with corners the other way round', page: '/MediaBox [595 842 0 0]', parent: '', size: [595, 842] },
];

/** A PDF of one page whose font stands in the node above it and whose content leaves its space scaled. */
function shaped(shape: Shape): Buffer {
  const content = '0.5 0 0 0.5 0 0 cm BT /R 20 Tf 120 300 Td (Body text) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count 1 /Kids [3 0 R] /Resources << /Font << /R 5 0 R >> >> ${shape.parent} >>`,
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${shape.page} >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(`${text}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}

const STAMP: Stamp = {
  kind: 'signature',
  text: 'Quillmark',
  page: 1,
  allPages: false,
  x: 20,
  y: 30,
  w: 30,
  h: 5,
  alignment: 'left',
};
const AT = Date.UTC(2026, 0, 5);

function has(program: string): boolean {
  return spawnSync(program, ['-v']).error === undefined;
}

describe('sandbox PDF', function () {
  this.timeout(30_000);
  const folder = temporaryFolder();
  const room = new PdfRoom(folder.path, () => AT);
  after(() => folder.dispose());

  it('maps a displayed point into the page and leaves corners where they are', () => {
    const frame: PageFrame = { x: 10, y: 20, width: 100, height: 200, rotation: 0 };
    const corners = ([0, 90, 180, 270] as const).map((rotation) => toPage({ ...frame, rotation }, 0, 0));
    assert.deepEqual(corners, [
      { x: 10, y: 220 },
      { x: 10, y: 20 },
      { x: 110, y: 20 },
      { x: 110, y: 220 },
    ]);
    assert.deepEqual(displayedSize({ ...frame, rotation: 90 }), { width: 200, height: 100 });
  });

  for (const shape of SHAPES) {
    it(`sees the size of a page ${shape.name} and keeps its text`, async () => {
      const bytes = shaped(shape);
      assert.deepEqual(await room.inspect(bytes), [shape.size]);
      const signed = await room.sign(bytes, [STAMP], AT, 'Signed by a test');
      const [page] = (await PDF.load(signed)).getPages();
      const text = page?.extractText().text ?? '';
      assert.match(text, /Body text/);
      // On a turned page the library gives each letter a line of its own, in one direction or the other.
      const lines = text.split('\n');
      const readings = [lines, [...lines].reverse()].map((order) => order.join('').replaceAll(/\s/g, ''));
      const there = (words: string): boolean => readings.some((reading) => reading.includes(words));
      assert.ok(there('Quillmark') && there('Signedinthelocalsandbox,nolegalvalue'), text);
    });

    it(`stamps at the right place of a page ${shape.name}`, async function () {
      if (!has('pdftotext')) skip(this, 'pdftotext missing');
      const signed = await room.sign(shaped(shape), [STAMP], AT, 'Signed by a test');
      const file = path.join(folder.path, 'stamped.pdf');
      writeFileSync(file, signed);
      const { stdout } = spawnSync('pdftotext', ['-bbox', '-cropbox', file, '-'], { encoding: 'utf8' });
      const page = /<page width="([\d.]+)" height="([\d.]+)">/.exec(stdout);
      const word =
        /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">Quillmark<\/word>/.exec(
          stdout,
        );
      assert.ok(page && word, stdout);
      assert.match(stdout, />Body</, 'the text of the document is still shown');
      const [width, height] = shape.size;
      const [xMin = 0, yMin = 0, xMax = 0, yMax = 0] = word.slice(1).map(Number);
      assert.ok(Math.abs(xMin - 0.2 * width) < 1, `x ${xMin}, not ${0.2 * width}`);
      assert.ok(xMax <= 0.5 * width + 1, `ends at ${xMax}`);
      const middle = (0.3 + 0.025) * height;
      assert.ok(yMin < middle && yMax > middle, `y from ${yMin} to ${yMax} around ${middle}`);
      assert.ok(Math.abs((yMin + yMax) / 2 - middle) < 3, `middle at ${(yMin + yMax) / 2}, not ${middle}`);
    });
  }

  it('signs so that pdfsig accepts it', async function () {
    if (!has('pdfsig')) skip(this, 'pdfsig missing');
    const file = path.join(folder.path, 'signed.pdf');
    writeFileSync(file, await room.sign(samplePdf(), [STAMP], AT, 'Signed by Ada Example'));
    const { stdout } = spawnSync('pdfsig', [file], { encoding: 'utf8' });
    assert.match(stdout, /Signature is Valid/);
    assert.match(stdout, /Total document signed/);
    assert.match(stdout, /ETSI\.CAdES\.detached/);
  });

  it('signs over everything but the signature itself', async () => {
    const signed = Buffer.from(await room.sign(samplePdf(), [STAMP], AT, 'Signed by a test'));
    const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(signed.toString('latin1'));
    const [start = -1, first = 0, second = 0, rest = 0] = range?.slice(1).map(Number) ?? [];
    assert.equal(start, 0);
    assert.equal(second + rest, signed.length);
    assert.ok(second > first);
  });

  it('keeps its key over a restart', async () => {
    const again = new PdfRoom(folder.path, () => AT);
    const certificate = async (from: PdfRoom): Promise<string> => {
      const text = Buffer.from(await from.sign(samplePdf(), [], AT, 'x')).toString('latin1');
      const contents = /\/Contents\s*<([0-9a-f]+)>/i.exec(text)?.[1] ?? '';
      const der = Buffer.from(contents, 'hex');
      const name = der.indexOf('jSign local sandbox');
      return createHash('sha256')
        .update(der.subarray(name, name + 400))
        .digest('hex');
    };
    assert.equal(await certificate(again), await certificate(room));
  });

  it('writes every kind of field, and on all pages where asked', async () => {
    const stamps: readonly Stamp[] = [
      STAMP,
      { ...STAMP, kind: 'text', text: '2026-01-05', y: 40, alignment: 'right' },
      { ...STAMP, kind: 'lines', text: 'One long line of text that must wrap\nand another', y: 50, h: 10 },
      { ...STAMP, kind: 'check', text: '', y: 70, w: 3, allPages: true },
      { ...STAMP, kind: 'text', text: 'Ωmega and Ünïcode', y: 80, allPages: true },
    ];
    const signed = await room.sign(samplePdf(), stamps, AT, 'x');
    const [page] = (await PDF.load(signed)).getPages();
    const text = page?.extractText().text ?? '';
    for (const wanted of ['Quillmark', '2026-01-05', 'and another', '?mega and Ünïcode'])
      assert.ok(text.includes(wanted), wanted);
  });

  it('refuses what is no PDF, is encrypted or has no pages', async () => {
    const empty =
      '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF';
    const locked = PDF.create();
    locked.addPage();
    locked.setProtection({ userPassword: 'secret', ownerPassword: 'other' });
    for (const bytes of [Buffer.from('no'), Buffer.from(empty), await locked.save()]) {
      assert.equal(await room.inspect(bytes), undefined);
    }
  });

  it('shows names that the standard fonts lack as well as it can', () => {
    assert.equal(toWinAnsi('Zoë Šćeparović'), 'Zoë Šceparovic');
    assert.equal(toWinAnsi('漢\u0000字'), '??');
    assert.equal(toWinAnsi('“quoted” – €5'), '“quoted” – €5');
  });
});

function skip(context: Mocha.Context, why: string): void {
  if (context.test !== undefined) context.test.title += ` (skipped: ${why})`;
  context.skip();
}
