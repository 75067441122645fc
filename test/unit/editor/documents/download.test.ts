import assert from 'node:assert/strict';
import { Download } from '../../../../src/editor/documents/download';
import { ServiceEnvelopeStore } from '../../../../src/editor/envelopes/store';
import { plain } from '../../../../src/editor/platform/translate';
import { sha256 } from '../../../../src/editor/platform/sha256';
import { JsignError } from '../../../../src/jsign/errors';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { clientWith, details, sessionWith, word } from '../envelopes/fakes';
import { MemoryLog } from '../account/helpers';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { describe as describeError, document, MemoryFiles } from './world';

const REF = { accountId: 'acc', envelopeId: 'e1' };
const BYTES = new TextEncoder().encode('%PDF-1.7 the contract');

interface Setup {
  readonly envelope?: Partial<EnvelopeDetails>;
  readonly prompts?: ScriptedPrompts;
  readonly after?: 'ask' | 'open' | 'nothing';
  readonly answer?: (documentId: string, which: string, signal: AbortSignal | undefined) => Uint8Array;
  readonly signedOut?: boolean;
}

function setup({
  envelope = {},
  prompts = new ScriptedPrompts(),
  after = 'ask',
  answer,
  signedOut = false,
}: Setup) {
  const asked: string[] = [];
  const client = clientWith({
    details: () => Promise.resolve(details('e1', { documents: [document('d1')], ...envelope })),
    download: (_envelope, documentId, which, options) => {
      asked.push(`${documentId} ${which}`);
      const bytes = answer ? answer(documentId, which, options?.signal) : BYTES;
      return Promise.resolve({ fileName: '../../evil.pdf', bytes });
    },
  });
  const store = new ServiceEnvelopeStore(sessionWith(client));
  const files = new MemoryFiles();
  const kept: string[] = [];
  const download = new Download({
    stores: { forAccount: () => Promise.resolve(signedOut ? undefined : store) },
    client: () => Promise.resolve(client),
    prompts,
    files,
    afterDownload: () => after,
    onDidKeep: () => kept.push('kept'),
    log: new MemoryLog(),
    describe: describeError,
    t: plain,
  });
  return { download, files, prompts, asked, kept };
}

describe('Downloading documents', () => {
  it('saves the original of an open envelope where the person says, and opens it if wanted', async () => {
    const prompts = new ScriptedPrompts(
      script.save('file:///home/lease.pdf', /lease\.pdf/),
      script.notify('open', /Saved lease\.pdf/),
    );
    const { download, files, asked, kept } = setup({ prompts });
    const notify = prompts.notify.bind(prompts);
    prompts.notify = (options) => {
      assert.equal(kept.length, 1, 'told before the person closes the notification');
      return notify(options);
    };
    await download.save([{ ref: REF }], undefined);
    assert.deepEqual(asked, ['d1 original']);
    assert.deepEqual([...files.files], [['file:///home/lease.pdf', BYTES]]);
    assert.deepEqual(files.opened, ['file:///home/lease.pdf']);
    assert.deepEqual(prompts.progressTitles, ['Downloading lease.pdf']);
    prompts.finished();
  });

  it('asks which copy once there is a signed one, and names that one differently', async () => {
    const prompts = new ScriptedPrompts(
      script.pick('Signed'),
      script.save('file:///x/lease-signed.pdf', /lease-signed\.pdf/),
      script.notify(undefined),
    );
    const { download, asked } = setup({ prompts, envelope: { status: word('Completed') } });
    await download.save([{ ref: REF }], undefined);
    assert.deepEqual(asked, ['d1 signed']);
    prompts.finished();
  });

  it('asks nothing that the caller has said already', async () => {
    const prompts = new ScriptedPrompts(script.save('file:///x/b.pdf', /b\.pdf/), script.notify(undefined));
    const { download, asked } = setup({
      prompts,
      envelope: { status: word('Completed'), documents: [document('d1'), document('d2', { name: 'b.pdf' })] },
    });
    await download.save([{ ref: REF, documentIds: new Set(['d2']) }], 'original');
    assert.deepEqual(asked, ['d2 original']);
    prompts.finished();
  });

  it('puts several into one folder, never over a file and never outside', async () => {
    const prompts = new ScriptedPrompts(
      script.folder('file:///out', /Save 3 Documents/),
      script.confirm('both', /1 file is already there\.\nlease\.pdf/),
      script.notify(undefined, /Saved 3 documents/),
    );
    const names = ['../../lease.pdf', 'lease.pdf', 'C:\\x\\lease.pdf'];
    const { download, files } = setup({
      prompts,
      envelope: { documents: names.map((name, index) => document(`d${index}`, { name })) },
    });
    files.files.set('file:///out/lease.pdf', new Uint8Array([7]));
    await download.save([{ ref: REF }], undefined);
    assert.deepEqual(
      [...files.files.keys()],
      [
        'file:///out/lease.pdf',
        'file:///out/lease (4).pdf',
        'file:///out/lease (2).pdf',
        'file:///out/lease (3).pdf',
      ],
    );
    assert.deepEqual(files.files.get('file:///out/lease.pdf'), new Uint8Array([7]));
    assert.deepEqual(prompts.progressMessages, [
      'lease (4).pdf, 1 of 3',
      'lease (2).pdf, 2 of 3',
      'lease (3).pdf, 3 of 3',
    ]);
    prompts.finished();
  });

  it('says that the hash fits', async () => {
    const prompts = new ScriptedPrompts(
      script.save('file:///x/lease.pdf'),
      script.notify(undefined, /The SHA-256 is the one that jSign names/),
    );
    const { download } = setup({
      prompts,
      envelope: { documents: [document('d1', { originalHash: `0x${sha256(BYTES).toUpperCase()}` })] },
    });
    await download.save([{ ref: REF }], undefined);
    prompts.finished();
  });

  for (const after of ['ask', 'nothing'] as const) {
    it(`warns when the hash does not fit and keeps the file (afterDownload: ${after})`, async () => {
      const prompts = new ScriptedPrompts(
        script.save('file:///x/lease.pdf'),
        script.notify(undefined, /Saved lease\.pdf\. The SHA-256 of lease\.pdf is not the one/),
      );
      const { download, files } = setup({
        prompts,
        after,
        envelope: { documents: [document('d1', { originalHash: 'ab'.repeat(32) })] },
      });
      await download.save([{ ref: REF }], undefined);
      assert.equal(files.files.size, 1);
      prompts.finished();
    });
  }

  it('says nothing of a hash whose kind it does not know', async () => {
    const prompts = new ScriptedPrompts(
      script.save('file:///x/lease.pdf'),
      script.notify(undefined, /^Saved lease\.pdf\.$/),
    );
    const { download } = setup({
      prompts,
      envelope: { documents: [document('d1', { originalHash: 'ab12' })] },
    });
    await download.save([{ ref: REF }], undefined);
    prompts.finished();
  });

  it('opens at once, or does nothing more, where the setting says so', async () => {
    for (const after of ['open', 'nothing'] as const) {
      const prompts = new ScriptedPrompts(script.save('file:///x/lease.pdf'));
      const { download, files } = setup({ prompts, after });
      await download.save([{ ref: REF }], undefined);
      assert.deepEqual(files.opened, after === 'open' ? ['file:///x/lease.pdf'] : []);
      prompts.finished();
    }
  });

  it('asks the service for nothing when the person leaves', async () => {
    const ways: readonly Setup[] = [
      { prompts: new ScriptedPrompts(script.save(undefined)) },
      { prompts: new ScriptedPrompts(script.leave('pick')), envelope: { status: word('Completed') } },
      {
        prompts: new ScriptedPrompts(script.folder(undefined)),
        envelope: { documents: [document('d1'), document('d2')] },
      },
    ];
    for (const way of ways) {
      const { download, files, asked } = setup(way);
      await assert.rejects(download.save([{ ref: REF }], undefined), { name: 'Cancelled' });
      assert.deepEqual([asked, files.files.size], [[], 0]);
      way.prompts?.finished();
    }
  });

  it('writes nothing more once it was cancelled', async () => {
    const prompts = new ScriptedPrompts(script.save('file:///x/lease.pdf'));
    prompts.cancelProgress = /Downloading/;
    const { download, files } = setup({ prompts });
    await assert.rejects(download.save([{ ref: REF }], undefined), { name: 'Cancelled' });
    assert.equal(files.files.size, 0);
  });

  it('passes on what the service refuses, with nothing written', async () => {
    const refused = new JsignError({
      kind: 'refused',
      operation: 'envelopes.download',
      code: 'DOCUMENT_IS_NOT_SIGNED',
      requestSent: true,
      replyRead: true,
    });
    const { download, files } = setup({
      prompts: new ScriptedPrompts(script.save('file:///x/lease.pdf')),
      answer: () => {
        throw refused;
      },
    });
    await assert.rejects(download.save([{ ref: REF }], 'signed'), refused);
    assert.equal(files.files.size, 0);
  });

  it('does not save an empty file', async () => {
    const { download, files } = setup({
      prompts: new ScriptedPrompts(script.save('file:///x/lease.pdf')),
      answer: () => new Uint8Array(),
    });
    await assert.rejects(download.save([{ ref: REF }], undefined), /empty file\. Nothing was saved/);
    assert.equal(files.files.size, 0);
  });

  it('says which file could not be written, and nothing of the folder', async () => {
    const { download, files } = setup({
      prompts: new ScriptedPrompts(script.save('file:///home/ada/lease.pdf')),
    });
    files.full = true;
    await assert.rejects(download.save([{ ref: REF }], undefined), {
      message: 'Could not write lease.pdf.',
    });
  });

  it('says that the account is signed out, and that a document is not there', async () => {
    await assert.rejects(setup({ signedOut: true }).download.save([{ ref: REF }], undefined), /signed out/);
    await assert.rejects(
      setup({}).download.save([{ ref: REF, documentIds: new Set(['gone']) }], undefined),
      /no such document/,
    );
    await assert.rejects(
      setup({ envelope: { documents: [] } }).download.save([{ ref: REF }], undefined),
      /no such document/,
    );
  });
});
