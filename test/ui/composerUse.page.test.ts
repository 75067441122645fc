import assert from 'node:assert/strict';
import type { Composition } from '../../src/pages/composer/composition';
import { until } from '../workbench';
import type { ComposerOnBench } from './pages/composerBench';
import { document, EMPTY, FILLED } from './pages/compositions';
import { useComposer } from './pages/useComposer';

describe('The composer in use', () => {
  const { opened } = useComposer();
  const said = async (composer: ComposerOnBench) => (await composer.said()).map(({ type }) => type);

  describe('with the extension', () => {
    it('keeps what brings its tab back, and tells when the first page is seen', async () => {
      const composer = await opened();
      assert.deepEqual(await composer.kept(), { draftId: 'draft' });
      assert.ok((await composer.heard('shown')).milliseconds > 0);
    });

    it('tells of what is typed once it is quiet, as one state and one step', async () => {
      const composer = await opened();
      const { page } = composer;
      const title = page.getByLabel('Name of the envelope');
      await title.fill('');
      await title.pressSequentially('Lease');
      const after = await composer.composed('the name', ({ name }) => name === 'Lease');
      assert.deepEqual(after, { ...FILLED, name: 'Lease' });
      await page.getByText('Saved', { exact: true }).waitFor();
      await title.press('Control+z');
      assert.equal(await title.inputValue(), 'Statement of Work');
      await title.press('Control+y');
      assert.equal(await title.inputValue(), 'Lease');
      await title.press('Control+Shift+z');
      assert.equal(await title.inputValue(), 'Lease', 'nothing is left to do again');
    });

    it('tells before it asks for anything that depends on it', async () => {
      const composer = await opened();
      const { page } = composer;
      await page.getByLabel('Name of the envelope').fill('Lease');
      await page.getByRole('button', { name: 'Suggest places' }).click();
      await composer.heard('suggest');
      const order = (await said(composer)).filter((type) => type === 'change' || type === 'suggest');
      assert.deepEqual(order, ['change', 'suggest']);
      await page.getByRole('button', { name: 'Save as template' }).click();
      await composer.heard('saveAsTemplate');
      await page.getByRole('button', { name: 'Add files…' }).click();
      await composer.heard('addFiles');
    });

    it('takes over what the extension did as one step, or has it made anew', async () => {
      const composer = await opened();
      const { page } = composer;
      const composition = {
        ...FILLED,
        documents: FILLED.documents.slice(0, 1),
        fields: FILLED.fields.slice(0, 2),
      };
      const replace = { type: 'replace', composition, label: 'Removed annex.pdf', select: ['f1'] } as const;
      await page.getByLabel('Name of the envelope').fill('Lease');
      await composer.post({ ...replace, number: 7, base: 1 });
      assert.equal((await composer.heard('again')).number, 7);
      const base = await composer.revision();
      assert.ok(base > 1, 'the extension knows what it is to be made on top of');
      await composer.post({ ...replace, number: 8, base });
      await composer.composed('one document', ({ documents }) => documents.length === 1);
      await page.locator('.section.properties').waitFor();
      await page.getByRole('button', { name: 'Undo: Removed annex.pdf' }).click();
      await composer.composed(
        'two documents',
        ({ documents, name }) => documents.length === 2 && name === 'Lease',
      );
    });

    it('says what is not saved until it is', async () => {
      const composer = await opened();
      const { page } = composer;
      await composer.post({ type: 'saved', revision: 1, problem: 'the disk is full.' });
      await page.getByRole('alert').filter({ hasText: 'Not saved: the disk is full.' }).waitFor();
      await composer.post({ type: 'saved', revision: 1, problem: '' });
      await page.getByText('Saved', { exact: true }).waitFor();
      assert.equal(await page.getByRole('alert').filter({ hasText: 'Not saved' }).count(), 0);
    });

    it('offers to reload a file that changed, and takes it back', async () => {
      const composer = await opened();
      const { page } = composer;
      await composer.post({ type: 'onDisk', documentId: 'nda', state: 'changed' });
      await page.getByRole('button', { name: 'Reload mutual-nda.pdf' }).click();
      assert.equal((await composer.heard('reload')).documentId, 'nda');
      await composer.post({ type: 'onDisk', documentId: 'nda', state: 'same' });
      assert.equal(await page.getByText('has changed on disk').count(), 0);
      await composer.post({ type: 'onDisk', documentId: 'annex', state: 'deleted' });
      await page.getByText('annex.pdf is no longer on disk.').waitFor();
      await page.getByRole('button', { name: 'Remove annex.pdf' }).click();
      await until(
        'the notice to go',
        async () => (await page.getByText('is no longer on disk').count()) === 0,
      );
    });

    it('says that it has another version of a file before it asks for its bytes', async () => {
      const composer = await opened();
      const before = (await composer.said()).length;
      const documents = FILLED.documents.map((each) =>
        each.id === 'nda' ? { ...each, sha256: 'f'.repeat(64) } : each,
      );
      await composer.post({
        type: 'replace',
        number: 1,
        base: 1,
        composition: { ...FILLED, documents },
        label: 'Reloaded mutual-nda.pdf',
        select: [],
      });
      const since = await until('the question for its bytes', async () => {
        const all = (await composer.said()).slice(before);
        const asked = all.findIndex((message) => message.type === 'load' && message.documentId === 'nda');
        return asked >= 0 && all.slice(0, asked).map(({ type }) => type);
      });
      assert.ok(since.includes('change'), String(since));
    });

    it('edits nothing while it is busy, and goes on where it was', async () => {
      const composer = await opened();
      const { page } = composer;
      const title = page.getByLabel('Name of the envelope');
      await title.fill('Lease');
      await composer.post({ type: 'state', busy: true, notice: 'Uploading' });
      await page.getByText('Uploading').waitFor();
      assert.ok((await said(composer)).includes('change'), 'it was told at once');
      await page.keyboard.type('x');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+Enter');
      await composer.post({ type: 'state', busy: false, notice: '' });
      assert.equal(await title.inputValue(), 'Lease');
      assert.equal(await composer.focusedName(), 'Name of the envelope');
      assert.ok(!(await said(composer)).includes('review'));
    });

    it('takes files that are dropped with their addresses, and says so of others', async () => {
      const composer = await opened();
      const { page } = composer;
      const drop = (type: string, text: string) =>
        page.evaluate(
          ([kind, list]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.setData(kind, list);
            for (const event of ['dragover', 'drop'])
              window.document.body.dispatchEvent(
                new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer }),
              );
          },
          [type, text] as const,
        );
      await drop('application/vnd.code.uri-list', 'file:///a.pdf\r\n# no\r\nfile:///b.pdf');
      assert.deepEqual((await composer.heard('drop')).uris, ['file:///a.pdf', 'file:///b.pdf']);
      await drop('text/uri-list', '# nothing');
      await page.getByText('What was dropped has no address').waitFor();
    });
  });

  describe('people', () => {
    it('are typed one after the other with Enter, and offered where they are known', async () => {
      const composer = await opened({ ...EMPTY, name: 'Lease', documents: [document('nda')] });
      const { page } = composer;
      await until('the focus', async () => (await composer.focusedName()) === 'Name of signer 1');
      await page.keyboard.type('gra');
      await page.getByRole('option', { name: 'Grace Sample' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      assert.equal(await composer.focusedName(), 'E-mail of signer 1');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Nora New');
      await page.keyboard.press('Enter');
      assert.equal(await composer.focusedName(), 'E-mail of signer 2');
      await page.keyboard.type('alan@example.network');
      assert.equal(
        await page.getByRole('listbox').count(),
        0,
        'an address of somebody else is not put in its place',
      );
      await page.keyboard.press('Enter');
      assert.equal(await composer.focusedName(), 'Name of signer 3');
      await page.keyboard.press('Escape');
      const { signers } = await composer.composed('two signers', (it) => it.signers.length === 2);
      assert.deepEqual(
        signers.map(({ name, email, order }) => [name, email, order]),
        [
          ['Grace Sample', 'grace@example.com', 1],
          ['Nora New', 'alan@example.network', 2],
        ],
      );
      assert.equal(
        await page.locator('.signer').count(),
        2,
        'a row of nobody stays no longer than it is wanted',
      );
    });

    it('are me with one click, in a row that waits too', async () => {
      const roles = { ...EMPTY, signers: [{ id: 'a', name: '', email: '', order: 1, role: 'client' }] };
      const composer = await opened(roles);
      await composer.page.getByRole('button', { name: 'This is me' }).click();
      const { signers } = await composer.composed('me', (it) => it.signers[0]?.name !== '');
      assert.deepEqual(signers, [
        { id: 'a', name: 'Ada Example', email: 'ada@example.org', order: 1, role: 'client' },
      ]);
      assert.equal(await composer.page.getByRole('button', { name: 'Add me' }).count(), 0);
    });

    it('are put in another order by keys, by dragging and by number', async () => {
      const composer = await opened();
      const { page } = composer;
      const names = ({ signers }: Composition) => signers.map(({ id }) => id).join(' ');
      await page.getByLabel('Name of signer 1').press('Alt+ArrowDown');
      await composer.composed('Grace first', (it) => names(it) === 'grace ada alan');
      assert.equal(await composer.focusedName(), 'Name of signer 2');
      const grip = page.locator('.signer .gripper');
      await grip.nth(2).dragTo(page.getByLabel('Name of signer 1'), { targetPosition: { x: 4, y: 2 } });
      await composer.composed('Alan first', (it) => names(it) === 'alan grace ada');
      await page.getByLabel('In groups').check();
      await page.getByRole('spinbutton', { name: 'Order of signer 3' }).fill('2');
      const { signers } = await composer.composed('groups', (it) => it.signers[2]?.order === 2);
      assert.deepEqual(
        signers.map(({ order }) => order),
        [1, 2, 2],
      );
      assert.deepEqual(await page.locator('.flow-step .unseen').allTextContents(), [
        '1: Alan Model',
        '2: Grace Sample and Ada Example',
      ]);
    });

    it('have a phone, a note that is counted, and observers beside them', async () => {
      const composer = await opened({ ...FILLED, observers: [] });
      const { page } = composer;
      await page.getByRole('button', { name: 'More about Grace Sample' }).click();
      await page.locator('#country-grace').fill('+49');
      await page.locator('#phone-grace').fill('151 123');
      await page.locator('#note-grace').fill('Until Friday');
      await page.getByText('12 of 100 characters').waitFor();
      await page.getByRole('button', { name: 'Observers' }).click();
      await page.getByRole('button', { name: 'Add observer' }).click();
      await page.keyboard.type('muster');
      await page.keyboard.press('Enter');
      const { signers, observers } = await composer.composed(
        'an observer',
        (it) => it.observers[0]?.email !== '' && it.observers.length === 1,
      );
      assert.deepEqual(observers, [{ name: 'Gräfin Muster', email: 'muster@example.org' }]);
      assert.deepEqual(signers[1], {
        id: 'grace',
        name: 'Grace Sample',
        email: 'grace@example.com',
        order: 2,
        countryCode: 49,
        phoneNumber: '151 123',
        note: 'Until Friday',
      });
    });
  });
});
