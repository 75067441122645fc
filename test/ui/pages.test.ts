import assert from 'node:assert/strict';
import { until } from '../workbench';
import { DetailsBench, type DetailsOnBench } from './pages/detailsBench';
import { INIT, SCENES } from './pages/scenes';
import { THEMES, type Theme } from './pages/themes';
import { shot, useBench } from './pages/useBench';

describe('The details page', () => {
  const bench = useBench(new DetailsBench());

  async function scene(
    name: string,
    theme: Theme,
    size: { width?: number; height?: number } = {},
  ): Promise<DetailsOnBench> {
    const found = SCENES[name];
    assert.ok(found);
    const kept = found.open && { accountId: 'a', envelopeId: 'e', open: found.open };
    const page = await bench.open(theme, size, kept);
    await page.post(INIT, ...found.messages);
    if (found.frame !== undefined) {
      await page.post({
        type: 'frame',
        linkId: 1,
        url: `${bench.frameOrigin}/`,
        ownOrigin: false,
        secondsLeft: found.frame,
      });
      await page.heard('frameShown');
      await page.page.frameLocator('iframe').getByText('A page to sign.').waitFor({ state: 'attached' });
    }
    return page;
  }

  for (const theme of THEMES) {
    describe(`in ${theme}`, () => {
      for (const name of Object.keys(SCENES)) {
        it(`is accessible and within the policy: ${name}`, async () => {
          const page = await scene(name, theme);
          await shot(page, `details-${name}-${theme}`, SCENES[name]?.open !== undefined);
          // Before axe runs, since it asks for style sheets of another origin by itself.
          assert.deepEqual(page.complaints, []);
          await page.accessible();
        });
      }
    });
  }

  for (const name of Object.keys(SCENES)) {
    it(`fits 320 pixels: ${name}`, async () => {
      const page = await scene(name, 'dark', { width: 320 });
      await shot(page, `details-${name}-narrow`, SCENES[name]?.open !== undefined);
      await page.fits();
      await page.accessible();
    });
  }

  describe('in use', () => {
    const byName = (page: DetailsOnBench, name: string | RegExp) => page.page.getByRole('button', { name });

    it('says what each button means', async () => {
      const page = await scene('completed', 'dark');
      await byName(page, 'Save Signed… mutual-nda.pdf').click();
      const save = await page.heard('act');
      assert.deepEqual([save.action, save.documentId, save.which], ['saveDocument', 'd1', 'signed']);
      await byName(page, /^Copy the whole hash: original sha-256/).click();
      const copy = await page.heard('copy');
      assert.deepEqual([copy.what, copy.documentId], ['originalHash', 'd1']);
      await page.post({ type: 'answer', id: copy.id, ok: true });
      assert.equal(await page.page.getByRole('status').textContent(), 'Copied');
    });

    it('is worked by keyboard alone, menu included', async () => {
      const page = await scene('waiting', 'light');
      const { keyboard } = page.page;
      const item = (name: string) => page.page.getByRole('menuitem', { name });
      await keyboard.press('Tab');
      await page.page.locator('button:focus', { hasText: 'Sign' }).waitFor();
      await keyboard.press('Tab');
      await keyboard.press('ArrowDown');
      await item('Remind All…').and(page.page.locator(':focus')).waitFor();
      await shot(page, 'details-menu-light');
      await page.accessible();
      await keyboard.press('End');
      await item('Open Log').and(page.page.locator(':focus')).waitFor();
      await keyboard.press('ArrowDown');
      await item('Remind All…').and(page.page.locator(':focus')).waitFor();
      await keyboard.press('c');
      await item('Copy Link').and(page.page.locator(':focus')).waitFor();
      await keyboard.press('c');
      await item('Cancel and Send Again…').and(page.page.locator(':focus')).waitFor();
      await keyboard.press('Escape');
      await byName(page, 'More actions').and(page.page.locator(':focus')).waitFor();
      assert.equal(await page.page.getByRole('menu').count(), 0);
      await keyboard.press('ArrowUp');
      await keyboard.press('Enter');
      await page.heard('openLog');
    });

    it('keeps the focus where it was when it is drawn anew, and says what changed', async () => {
      const page = await scene('waiting', 'light');
      await byName(page, 'Save Original… mutual-nda.pdf').focus();
      await page.post(...(SCENES['completed']?.messages ?? []));
      await page.page.locator('.banner:focus').waitFor();
      assert.equal(await page.page.getByRole('status').textContent(), 'Signed. jSign confirms it.');
      await byName(page, 'Save Original… mutual-nda.pdf').focus();
      await page.post(...(SCENES['expired']?.messages ?? []));
      await byName(page, 'Save Original… mutual-nda.pdf').and(page.page.locator(':focus')).waitFor();
      assert.match((await page.page.getByRole('status').textContent()) ?? '', /^Expired on/);
    });

    it('keeps only the two ids and which sections are open', async () => {
      const page = await scene('signing', 'dark');
      assert.deepEqual(await page.kept(), { accountId: 'a', envelopeId: 'e', open: [] });
      const other = await scene('audit-log', 'dark');
      assert.deepEqual(await other.kept(), { accountId: 'a', envelopeId: 'e', open: ['auditLog'] });
      assert.deepEqual(await other.heard('sections'), { type: 'sections', open: ['auditLog'] });
    });

    it('opens nothing for a state that is not its own', async () => {
      for (const kept of [{ open: ['everything'] }, { open: 'auditLog' }, 'auditLog', null]) {
        const page = await bench.open('dark', {}, kept);
        await page.post(INIT, ...(SCENES['completed']?.messages ?? []));
        assert.deepEqual((await page.heard('sections')).open, []);
        assert.deepEqual(page.complaints, []);
      }
    });

    it('asks for each thing in the menu by its own word', async () => {
      const page = await scene('waiting', 'light');
      for (const [label, action] of [
        ['Remind All…', 'remindAll'],
        ['Edit Details…', 'edit'],
        ['Add Attachment…', 'attach'],
        ['Download Documents…', 'download'],
        ['Copy Link', 'copyLink'],
        ['Cancel and Send Again…', 'sendAgain'],
        ['Cancel Envelope…', 'cancel'],
      ] as const) {
        await byName(page, 'More actions').click();
        await page.page.getByRole('menuitem', { name: label }).click();
        const acts = (await page.said()).flatMap((said) => (said.type === 'act' ? [said.action] : []));
        assert.equal(acts.at(-1), action);
      }
    });

    it('keeps the menu and the place in it while the page changes around it', async () => {
      const page = await scene('waiting', 'light');
      await byName(page, 'More actions').focus();
      await page.page.keyboard.press('ArrowUp');
      await page.post(...(SCENES['no-timeline']?.messages ?? []));
      await page.page.getByText('jSign did not answer.').waitFor();
      const entry = (name: string) =>
        page.page.getByRole('menuitem', { name }).and(page.page.locator(':focus'));
      await entry('Open Log').waitFor();
      await page.post(...(SCENES['expired']?.messages ?? []));
      await byName(page, 'More actions').and(page.page.locator(':focus')).waitFor();
    });

    it('opens a section by keyboard, says that it loads, and keeps the focus when it is there', async () => {
      const page = await scene('completed', 'light');
      const opener = byName(page, 'Audit log');
      await opener.focus();
      assert.equal(await opener.getAttribute('aria-expanded'), 'false');
      await page.page.keyboard.press('Enter');
      await until('the page to say so', async () =>
        (await page.said()).some((said) => said.type === 'sections' && said.open.includes('auditLog')),
      );
      assert.equal(await opener.getAttribute('aria-expanded'), 'true');
      assert.equal(await page.page.getByRole('status').textContent(), 'Loading');
      await page.post(...(SCENES['audit-log']?.messages ?? []));
      await page.page.getByRole('table', { name: 'mutual-nda.pdf' }).waitFor();
      await opener.and(page.page.locator(':focus')).waitFor();
      assert.equal(await page.page.getByRole('status').textContent(), 'Loaded');
      await page.page.keyboard.press('Space');
      await page.page.getByRole('table').first().waitFor({ state: 'detached' });
      await opener.and(page.page.locator(':focus')).waitFor();
    });

    it('copies and exports the audit log', async () => {
      const page = await scene('audit-log', 'light');
      const proof = byName(page, /^Copy Wallet 0x00a3…EA72/).first();
      assert.equal(await proof.getAttribute('title'), '0x00a329c0648769A73afAc7F9381E08FB43dBEA72');
      await proof.click();
      const copy = await page.heard('copy');
      assert.deepEqual([copy.what, copy.value], ['auditValue', '0x00a329c0648769A73afAc7F9381E08FB43dBEA72']);
      await byName(page, 'Export as JSON…').click();
      const act = await page.heard('act');
      assert.deepEqual([act.action, act.format], ['exportAuditLog', 'json']);
    });

    it('names every cell of the tables by row and column', async () => {
      const page = await scene('audit-log', 'light');
      const table = page.page.getByRole('table', { name: 'mutual-nda.pdf' });
      assert.equal(await table.getByRole('columnheader').count(), 8);
      assert.equal(await table.getByRole('rowheader', { name: 'Document Signed' }).count(), 1);
    });

    it('offers what can be done with an attachment, and no more than ten', async () => {
      const page = await scene('attachments', 'light');
      await byName(page, 'Open price list 1.xlsx').click();
      const act = await page.heard('act');
      assert.deepEqual([act.action, act.attachmentId], ['openAttachment', 'a0']);
      assert.equal(await byName(page, 'Add Attachment…').count(), 1);
      const full = await scene('attachments-full', 'light');
      assert.equal(await byName(full, 'Add Attachment…').count(), 0);
      await full.page.getByText('10 of 10: no more can be added').waitFor();
    });

    it('tries a section again that could not be read', async () => {
      const page = await scene('sections-failed', 'light');
      await byName(page, 'Retry: Audit log').click();
      assert.deepEqual(await page.heard('reload'), { type: 'reload', section: 'auditLog' });
    });

    it('reminds the signer that is pointed at', async () => {
      const page = await scene('to-remind', 'light');
      assert.equal(await byName(page, /^Remind…/).count(), 1, 'nobody reminds themselves');
      await byName(page, 'Remind… Third Sample').click();
      const act = await page.heard('act');
      assert.deepEqual([act.action, act.email], ['remind', 'third@example.com']);
    });

    it('shows markup of the service as text', async () => {
      const page = await scene('wild', 'dark');
      await page.page.getByText('<script>alert(1)</script>').first().waitFor();
      const sections = await scene('wild-sections', 'dark');
      for (const each of [page, sections]) {
        assert.equal(await each.page.locator('main b, main i, main img, main script').count(), 0);
      }
    });

    it('writes dates in the zone of the person, whole on hover', async () => {
      const page = await scene('waiting', 'dark');
      const title = await page.page.locator('time').first().getAttribute('title');
      assert.match(title ?? '', /^\w+day, .*20\d\d.*(?:GMT\+[12]|CES?T)$/);
    });

    it('moves nothing for people who want no motion', async () => {
      for (const reducedMotion of [true, false]) {
        const page = await bench.open('dark', { reducedMotion });
        await page.post(INIT, ...(SCENES['loading']?.messages ?? []), ...(SCENES['waiting']?.messages ?? []));
        const name = await page.page
          .locator('main.details')
          .evaluate((main) => getComputedStyle(main).animationName);
        assert.equal(name, reducedMotion ? 'none' : 'appear');
      }
    });

    it('drops what is not of the agreed shape', async () => {
      const page = await scene('waiting', 'dark');
      const before = await page.page.locator('main.details').innerHTML();
      for (const junk of [
        { type: 'state' },
        { type: 'state', view: {} },
        { type: 'frame', linkId: 1, url: 'javascript:alert(1)' },
        'x',
        null,
      ]) {
        await page.page.evaluate((message) => window.postMessage(message, window.origin), junk);
      }
      await page.post();
      assert.equal(await page.page.locator('main.details').innerHTML(), before);
      assert.deepEqual(page.complaints, []);
    });
  });

  describe('with a signing frame', () => {
    const FRAME = (script: string) =>
      `<!DOCTYPE html><title>Signing</title><p>A page to sign.</p><button>Go</button><script>${script}</script>`;
    afterEach(() => bench.frame(FRAME('')));

    it('gives the frame no more rights than it needs', async () => {
      const page = await scene('signing', 'dark');
      const frame = page.page.locator('iframe');
      assert.equal(await frame.getAttribute('sandbox'), 'allow-scripts allow-forms allow-downloads');
      assert.equal(await frame.getAttribute('referrerpolicy'), 'no-referrer');
      await page.post({
        type: 'frame',
        linkId: 2,
        url: `${bench.frameOrigin}/`,
        ownOrigin: true,
        secondsLeft: 600,
      });
      assert.match((await frame.getAttribute('sandbox')) ?? '', / allow-same-origin$/);
      const own = new URL(page.page.url()).origin;
      await page.post({ type: 'frame', linkId: 3, url: `${own}/nothing`, ownOrigin: true, secondsLeft: 600 });
      assert.doesNotMatch(
        (await frame.getAttribute('sandbox')) ?? '',
        /same-origin/,
        'never beside our own origin',
      );
    });

    it('passes on what the frame says of itself, as a hint', async () => {
      bench.frame(FRAME(`parent.postMessage({ source: 'jsign', event: 'signed' }, '*')`));
      const page = await scene('signing', 'dark');
      assert.deepEqual(await page.heard('frameHint'), { type: 'frameHint', linkId: 1, event: 'signed' });
      await page.page.locator('iframe').waitFor();
    });

    it('takes nothing for the host’s word that a frame says, not even one inside it', async () => {
      const forged = JSON.stringify(SCENES['gone']?.messages[0]);
      const inner = `<script>top.postMessage(${forged}, '*'); parent.postMessage('done', '*')<\\/script>`;
      bench.frame(
        FRAME(`parent.postMessage(${forged}, '*');
          addEventListener('message', () => parent.postMessage({ source: 'jsign', event: 'loaded' }, '*'));
          const inside = document.createElement('iframe'); inside.srcdoc = ${JSON.stringify(inner).replaceAll('\\\\', '\\')}; document.body.append(inside);`),
      );
      const page = await scene('signing', 'dark');
      assert.equal((await page.heard('frameHint')).event, 'loaded');
      await page.post();
      assert.equal(await page.page.getByText('jSign does not have this envelope').count(), 0);
    });

    it('may not load anything but the origin that was allowed', async () => {
      const page = await scene('signing', 'dark');
      await page.post({
        type: 'frame',
        linkId: 2,
        url: 'https://elsewhere.example/',
        ownOrigin: false,
        secondsLeft: 600,
      });
      await until('the browser to refuse it', () =>
        page.complaints.some((complaint) => complaint.includes('frame-src')),
      );
    });

    it('counts down, lays itself over an ended link, and asks for a new one', async () => {
      const page = await scene('signing-ended', 'dark');
      await page.page.getByText('This link has ended.').first().waitFor();
      assert.equal(
        await page.page.locator('iframe').evaluate((frame: HTMLIFrameElement) => frame.inert),
        true,
      );
      await page.page.locator('.over').getByRole('button', { name: 'New Link' }).click();
      await page.heard('newLink');
      await page.post({
        type: 'frame',
        linkId: 2,
        url: `${bench.frameOrigin}/`,
        ownOrigin: false,
        secondsLeft: 600,
      });
      await page.page.locator('.clock', { hasText: /^Time left for this link: (?:10:00|9:5\d)$/ }).waitFor();
      assert.equal(await page.page.locator('.over').isVisible(), false);
      assert.equal(await page.page.locator('iframe').count(), 1);
    });

    it('keeps what was typed in the frame while everything around it changes', async () => {
      bench.frame(
        FRAME(`document.body.append(Object.assign(document.createElement('input'), { id: 'name' }))`),
      );
      const page = await scene('signing', 'dark');
      const input = page.page.frameLocator('iframe').locator('#name');
      await input.fill('Grace');
      await page.post(INIT, ...(SCENES['signing-notice']?.messages ?? []));
      await page.post({
        type: 'frame',
        linkId: 1,
        url: `${bench.frameOrigin}/`,
        ownOrigin: false,
        secondsLeft: 500,
      });
      assert.equal(await input.inputValue(), 'Grace');
    });

    it('gives the place back when signing is over', async () => {
      const page = await scene('signing', 'dark');
      await byBack(page).click();
      await page.heard('leaveSigning');
      await page.post({ type: 'signing', signing: { phase: 'off', title: '', notice: '', tone: 'normal' } });
      await page.page.getByRole('heading', { name: 'Mutual NDA' }).waitFor();
      assert.equal(await page.page.locator('iframe').count(), 0);
    });
    const byBack = (page: DetailsOnBench) => page.page.getByRole('button', { name: 'Back' });
  });
});
