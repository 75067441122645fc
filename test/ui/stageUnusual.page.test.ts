import assert from 'node:assert/strict';
import { PdfBuilder, text } from '../fixtures/pdf/builder';
import { until } from '../workbench';
import { BLANK, field, FILLED } from './pages/compositions';
import { documentOf, near } from './pages/stageHands';
import { shot } from './pages/useBench';
import { useComposer } from './pages/useComposer';
import { damaged, encrypted } from './pages/viewerDocuments';

describe('The pages of the composer, with what is not as usual', () => {
  const { stage } = useComposer();

  it('draws turned and cropped pages where the composition says, and at its size', async () => {
    // The same black square, 100 points wide, at 50 points from the left and 30 from the top of what is displayed.
    const square = (x: number, y: number) => `0 g ${x} ${y} 100 100 re f`;
    const builder = new PdfBuilder();
    builder.page({ box: [0, 0, 400, 600], content: square(50, 470) });
    builder.page({ box: [0, 0, 400, 600], rotate: 90, content: square(30, 50) });
    builder.page({ box: [0, 0, 400, 600], rotate: 180, content: square(250, 30) });
    builder.page({ box: [0, 0, 400, 600], rotate: 270, content: square(270, 450) });
    builder.page({ box: [0, 0, 700, 900], crop: [100, 200, 500, 800], content: square(150, 670) });
    builder.page({ box: [0, 0, 200, 300], content: '0 g 25 235 50 50 re f', extra: '/UserUnit 2' });
    const bytes = builder.build();
    const sizes = [
      [400, 600],
      [600, 400],
      [400, 600],
      [600, 400],
      [400, 600],
      [400, 600],
    ] as const;
    const turned = documentOf('turned', sizes, bytes);
    const hands = await stage({ ...BLANK, documents: [turned] }, { noBytes: true });
    await hands.composer.heard('load');
    await hands.send(turned, bytes);
    await hands.page.locator('.stage').focus();
    for (const [index, [width]] of sizes.entries()) {
      const canvas = hands.paper(index + 1, 'turned.pdf').locator('canvas');
      await canvas.waitFor();
      const ink = await canvas.evaluate((it: HTMLCanvasElement) => {
        const { data } = it.getContext('2d')?.getImageData(0, 0, it.width, it.height) ?? { data: [] };
        const xs: number[] = [];
        const ys: number[] = [];
        for (let at = 0; at < it.width * it.height; at += 1)
          if ((data[at * 4] ?? 255) < 128 && (data[at * 4 + 3] ?? 0) > 128) {
            xs.push(at % it.width);
            ys.push(Math.floor(at / it.width));
          }
        const least = (all: number[]) => all.reduce((one, other) => Math.min(one, other), Infinity);
        const most = (all: number[]) => all.reduce((one, other) => Math.max(one, other), -1) + 1;
        return {
          x: least(xs),
          y: least(ys),
          width: most(xs) - least(xs),
          height: most(ys) - least(ys),
          of: it.width,
        };
      });
      const scale = ink.of / width;
      near(
        { x: ink.x / scale, y: ink.y / scale, width: ink.width / scale, height: ink.height / scale },
        { x: 50, y: 30, width: 100, height: 100 },
        1,
      );
      await hands.page.keyboard.press('PageDown');
    }
  });

  it('says on the paper why a document cannot be seen, and fields stay', async () => {
    const broken = documentOf('broken', [[595, 842]], damaged());
    const locked = documentOf('locked', [[595, 842]], await encrypted());
    const gone = documentOf('gone', [[595, 842]]);
    const fields = ['broken', 'locked', 'gone'].map((id) =>
      field(id, 'signature', 'ada', 200, { documentId: id }),
    );
    const hands = await stage(
      { ...BLANK, documents: [broken, locked, gone], fields },
      { noBytes: true, height: 3200 },
    );
    await hands.composer.heard('load', 3);
    await hands.send(broken, damaged());
    await hands.send(locked, await encrypted());
    await hands.composer.post({
      type: 'documentProblem',
      documentId: 'gone',
      text: 'The file is gone.',
      advice: 'Put it back.',
    });
    await hands.paper(1, 'broken.pdf').getByText('This document cannot be shown.').waitFor();
    await hands.paper(1, 'locked.pdf').getByText('This document is protected by a password.').waitFor();
    await hands.paper(1, 'gone.pdf').getByText('The file is gone.').waitFor();
    await hands.composer.heard('shown');
    await shot(hands, 'stage-problems');
    await hands.drag(
      { page: 1, of: 'locked.pdf', x: 100, y: 220 },
      { page: 1, of: 'locked.pdf', x: 100, y: 420 },
    );
    await hands.told('locked', 'moved', ({ box }) => box.y > 350);
    assert.deepEqual(hands.composer.complaints, []);
    await hands.composer.accessible();
  });

  it('holds a page of 14,400 points and 2,000 pages, with no more of them than are near', async () => {
    const huge = documentOf('huge', [[14_400, 14_400]]);
    const long = documentOf(
      'long',
      Array.from({ length: 2000 }, () => [595, 842] as const),
    );
    const last = field('last', 'signature', 'ada', 200, { documentId: 'long', page: 2000 });
    const bytes = new PdfBuilder()
      .page({ box: [0, 0, 14_400, 14_400], content: '0 g 0 7200 14400 7200 re f' })
      .build();
    const real = { ...huge, sha256: documentOf('huge', [], bytes).sha256 };
    const hands = await stage({ ...BLANK, documents: [long, real], fields: [last] }, { noBytes: true });
    // The only field is far away, and the focus begins at it.
    await hands.field('last').waitFor();
    assert.ok((await hands.page.locator('.paper').count()) <= 4);
    await hands.page.keyboard.press('ArrowDown');
    await hands.told('last', 'moved', ({ box }) => box.y === 201);
    await hands.page.keyboard.press('PageDown');
    await hands.heard('Page 1 of 1, huge.pdf');
    await hands.composer.heard('load', 2);
    await hands.send(real, bytes);
    const canvas = hands.paper(1, 'huge.pdf').locator('canvas');
    await canvas.waitFor();
    await hands.page.locator('.stage').focus();
    await hands.page.keyboard.press('0');
    await until(
      'all of it',
      async () => ((await hands.paper(1, 'huge.pdf').boundingBox())?.width ?? 9999) < 760,
    );
    for (let step = 0; step < 12; step += 1) await hands.page.keyboard.press('+');
    await until(
      'a large page',
      async () => ((await hands.paper(1, 'huge.pdf').boundingBox())?.width ?? 0) > 20_000,
    );
    const pixels = await canvas.evaluate((it: HTMLCanvasElement) => it.width * it.height);
    assert.ok(pixels <= 16_800_000, String(pixels));
  });

  it('closes documents that are far, and asks again for their bytes', async () => {
    const documents = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => {
      const bytes = new PdfBuilder().page({ box: [0, 0, 595, 842], content: text(72, 700, id, 40) }).build();
      return {
        bytes,
        document: documentOf(
          id,
          Array.from({ length: 3 }, () => [595, 842] as const),
          bytes,
        ),
      };
    });
    const hands = await stage(
      { ...BLANK, documents: documents.map(({ document }) => document) },
      { noBytes: true },
    );
    const asked = async () =>
      (await hands.composer.said()).flatMap((message) =>
        message.type === 'load' ? [message.documentId] : [],
      );
    assert.deepEqual(await asked(), ['a']);
    await hands.page.locator('.stage').focus();
    for (let step = 0; step < 17; step += 1) await hands.page.keyboard.press('PageDown');
    await until('all were asked for', async () => (await asked()).length === 6);
    for (let step = 0; step < 17; step += 1) await hands.page.keyboard.press('PageUp');
    await until(
      'the first was asked for again',
      async () => (await asked()).filter((id) => id === 'a').length === 2,
    );
    const [first] = documents;
    assert.ok(first);
    await hands.send(first.document, first.bytes);
    await hands.paper(1, 'a.pdf').locator('canvas').waitFor();
  });

  it('is where it was when it comes back from being hidden', async () => {
    const hands = await stage(FILLED);
    await hands.page.locator('.stage').focus();
    await hands.page.keyboard.press('PageDown');
    await hands.page.keyboard.press('PageDown');
    const top = () => hands.page.locator('.stage').evaluate((it) => it.scrollTop);
    const before = await top();
    const hide = (hidden: boolean) =>
      hands.page.evaluate((now) => {
        document.querySelector<HTMLElement>('.workspace')?.style.setProperty('display', now ? 'none' : '');
      }, hidden);
    await hide(true);
    await hands.page.evaluate(() => new Promise(requestAnimationFrame));
    await hide(false);
    await hands.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    assert.equal(await top(), before);
    await hands.composer.post({
      type: 'show',
      where: { documentId: 'nda', page: 1, fieldId: 'f5', signerId: undefined, option: undefined },
    });
    await hands.page.locator('.placed[data-field="f5"]:focus').waitFor();
  });
});
