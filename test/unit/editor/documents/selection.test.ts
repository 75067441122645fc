import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planFiles } from '../../../../src/editor/documents/downloadPlan';
import { targetsOf } from '../../../../src/editor/documents/targets';
import { JsignError } from '../../../../src/jsign/errors';
import { details, summary, word } from '../envelopes/fakes';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { bytesOf, document, refusal, World, type ScriptLine } from './world';

const OUT = 'file:///out';

function envelopeRow(envelopeId: string, accountId = 'acc') {
  return { kind: 'envelope', group: 'Completed', accountId, envelopeId, summary: summary(envelopeId) };
}
function documentRow(envelopeId: string, documentId: string, accountId = 'acc') {
  return { kind: 'document', group: 'Completed', accountId, envelopeId, documentId };
}

/** Three envelopes of the same name, each with documents whose names differ in case at most. */
function setup(...lines: readonly ScriptLine[]) {
  const world = new World(new ScriptedPrompts(...lines));
  const side = world.signIn('acc');
  for (const id of ['e1', 'e2', 'e3']) {
    side.envelopes.set(
      id,
      details(id, {
        name: 'Lease 1/2',
        documents: [document(`${id}a`), document(`${id}b`, { name: 'LEASE.pdf' })],
      }),
    );
  }
  return { world, side, room: world.room() };
}

describe('What a selection means', () => {
  it('is each envelope once, a whole one taking in its documents', () => {
    const rows = [
      documentRow('e1', 'd1'),
      envelopeRow('e2'),
      documentRow('e2', 'd2'),
      documentRow('e1', 'd3'),
    ];
    assert.deepEqual(targetsOf(rows[0], rows), [
      { ref: { accountId: 'acc', envelopeId: 'e1' }, documentIds: new Set(['d1', 'd3']) },
      { ref: { accountId: 'acc', envelopeId: 'e2' } },
    ]);
    assert.deepEqual(targetsOf(rows[2], [rows[2], rows[1]]), [
      { ref: { accountId: 'acc', envelopeId: 'e2' } },
    ]);
  });

  it('leaves out rows that hold no documents, unless one of them alone was meant', () => {
    const signer = { ...envelopeRow('e3'), kind: 'signer' };
    const attachments = { ...envelopeRow('e4'), kind: 'section', section: 'attachments' };
    const documents = { ...envelopeRow('e5'), kind: 'section', section: 'documents' };
    const found = targetsOf(envelopeRow('e1'), [
      envelopeRow('e1'),
      signer,
      attachments,
      documents,
      { kind: 'group' },
      7,
    ]);
    assert.deepEqual(
      found.map(({ ref }) => ref.envelopeId),
      ['e1', 'e5'],
    );
    assert.equal(targetsOf(signer, undefined).length, 1);
    assert.deepEqual(targetsOf(undefined, undefined), []);
    assert.deepEqual(targetsOf({ kind: 'group' }, [null, 'x']), []);
  });
});

describe('Where documents go', () => {
  it('gives no two of them one place, on no file system', () => {
    const name = fc.constantFrom(
      'a.pdf',
      'A.pdf',
      'a (2).pdf',
      '../a.pdf',
      '',
      '..',
      'ä.pdf',
      'a\u0308.pdf',
      'con.pdf',
    );
    const envelope = fc.record({ name, documents: fc.array(name, { minLength: 1, maxLength: 5 }) });
    fc.assert(
      fc.property(fc.array(envelope, { minLength: 1, maxLength: 5 }), (envelopes) => {
        const wanted = envelopes.flatMap(({ name: title, documents }, index) => {
          const facts = details(`e${index}`, {
            name: title,
            documents: documents.map((each, at) => document(`d${at}`, { name: each })),
          });
          return facts.documents.map((each) => ({
            ref: { accountId: 'acc', envelopeId: facts.id },
            details: facts,
            document: each,
            copy: 'original' as const,
          }));
        });
        const planned = planFiles(wanted);
        const places = planned.map(({ folder, name: file }) =>
          `${folder ?? ''}/${file}`.normalize('NFC').toLowerCase(),
        );
        assert.equal(new Set(places).size, wanted.length);
        for (const { folder, name: file } of planned) {
          assert.equal(folder === undefined, envelopes.length === 1);
          for (const part of [file, folder ?? 'x']) assert.doesNotMatch(part, /[/\\]|^\.|[. ]$|^$/);
        }
      }),
    );
  });
});

describe('Saving the documents of a selection', () => {
  it('makes a subfolder for each envelope, with a number where names collide', async () => {
    const { world, room } = setup(script.folder(OUT, /Save 5 Documents of 3 Envelopes/));
    const rows = [envelopeRow('e1'), envelopeRow('e2'), documentRow('e3', 'e3b')];
    await room.downloadDocuments(rows[0], rows);
    assert.deepEqual(
      [...world.files.files.keys()],
      [
        `${OUT}/Lease 1-2/lease.pdf`,
        `${OUT}/Lease 1-2/LEASE (2).pdf`,
        `${OUT}/Lease 1-2 (2)/lease.pdf`,
        `${OUT}/Lease 1-2 (2)/LEASE (2).pdf`,
        `${OUT}/Lease 1-2 (3)/LEASE.pdf`,
      ],
    );
    assert.deepEqual(
      world.files.files.get(`${OUT}/Lease 1-2 (2)/LEASE (2).pdf`),
      bytesOf('%PDF-1.7 e2 e2b original'),
    );
    assert.equal(world.files.folders.length, 3);
    assert.deepEqual(world.prompts.progressTitles, ['Reading 3 envelopes', 'Downloading 5 documents']);
    world.prompts.finished();
  });

  it('needs no subfolder for one envelope, and no folder for one document', async () => {
    const { world, room } = setup(
      script.folder(OUT, /Save 2 Documents of "Lease 1\/2"/),
      script.save(`${OUT}/x.pdf`),
    );
    await room.downloadDocuments(documentRow('e1', 'e1a'), [
      documentRow('e1', 'e1a'),
      documentRow('e1', 'e1b'),
    ]);
    await room.downloadDocuments(documentRow('e1', 'e1a'), undefined);
    assert.deepEqual(
      [...world.files.files.keys()],
      [`${OUT}/lease.pdf`, `${OUT}/LEASE (2).pdf`, `${OUT}/x.pdf`],
    );
    world.prompts.finished();
  });

  for (const [choice, wanted] of [
    ['replace', { 'Lease 1-2/lease.pdf': 'e1 e1a', 'Lease 1-2 (2)/lease.pdf': 'e2 e2a' }],
    [
      'both',
      {
        'Lease 1-2/lease.pdf': 'mine',
        'Lease 1-2/lease (2).pdf': 'e1 e1a',
        'Lease 1-2 (2)/lease.pdf': 'e2 e2a',
      },
    ],
    ['skip', { 'Lease 1-2/lease.pdf': 'mine', 'Lease 1-2 (2)/lease.pdf': 'e2 e2a' }],
  ] as const) {
    it(`asks about existing files once, and does as told: ${choice}`, async () => {
      const { world, room, side } = setup(
        script.folder(OUT),
        script.confirm(choice, /1 file is already there\.\nLease 1-2\/lease\.pdf/),
      );
      world.files.files.set(`${OUT}/Lease 1-2/lease.pdf`, bytesOf('mine'));
      const rows = [documentRow('e1', 'e1a'), documentRow('e2', 'e2a')];
      await room.downloadDocuments(rows[0], rows);
      const found = [...world.files.files].map(([uri, bytes]) => [
        uri.slice(OUT.length + 1),
        new TextDecoder().decode(bytes).replace('%PDF-1.7 ', '').replace(' original', ''),
      ]);
      assert.deepEqual(Object.fromEntries(found), wanted);
      assert.equal(side.calls.includes('e1 e1a original'), choice !== 'skip');
      world.prompts.finished();
    });
  }

  it('does nothing when the question about existing files is left', async () => {
    const { world, room, side } = setup(script.folder(OUT), script.confirm(undefined));
    world.files.files.set(`${OUT}/lease.pdf`, bytesOf('mine'));
    await assert.rejects(room.downloadDocuments(envelopeRow('e1'), undefined), { name: 'Cancelled' });
    assert.deepEqual(side.calls, ['details e1']);
    assert.deepEqual([...world.files.files.values()], [bytesOf('mine')]);
  });

  it('asks which copy where only some are signed, and takes the original for the others', async () => {
    const { world, room, side } = setup(
      script.pick(/Signed where there is a signed copy/),
      script.folder(OUT),
    );
    side.envelopes.set('e1', details('e1', { name: 'Done', status: word('Completed') }));
    const rows = [envelopeRow('e1'), documentRow('e2', 'e2a')];
    await room.downloadDocuments(rows[0], rows);
    assert.deepEqual(
      [...world.files.files.keys()],
      [`${OUT}/Done/lease-signed.pdf`, `${OUT}/Lease 1-2/lease.pdf`],
    );
    assert.deepEqual(side.calls.slice(2), ['e1 d1 signed', 'e2 e2a original']);
    world.prompts.finished();
  });

  it('takes the copy that was said, without a question', async () => {
    const { world, room, side } = setup(script.save(`${OUT}/a.pdf`, /Save Original/));
    side.envelopes.set('e1', details('e1', { status: word('Completed') }));
    await room.downloadDocuments({ accountId: 'acc', envelopeId: 'e1', which: 'original' }, undefined);
    assert.deepEqual(side.calls, ['details e1', 'e1 d1 original']);
    world.prompts.finished();
  });

  it('goes on after a failure, lists what failed, and tries just that again', async () => {
    const { world, room, side } = setup(
      script.folder(OUT),
      script.notify(
        'again',
        /^Saved 3 documents\. Not saved: LEASE \(2\)\.pdf \(There is no signed copy yet\.\)$/,
      ),
    );
    let failures = 0;
    side.answer = (what) => {
      if (what.startsWith('e1 e1b') && failures++ === 0) throw refusal('DOCUMENT_IS_NOT_SIGNED');
      return bytesOf(what);
    };
    const rows = [envelopeRow('e1'), envelopeRow('e2')];
    await room.downloadDocuments(rows[0], rows);
    assert.equal(world.files.files.size, 4);
    assert.equal(side.calls.filter((call) => call.startsWith('e1 e1b')).length, 2);
    assert.equal(side.calls.filter((call) => call.startsWith('e1 e1a')).length, 1);
    assert.ok(world.log.lines.some((line) => line.startsWith('download.failed')));
    world.prompts.finished();
  });

  it('tells of an envelope that cannot be read, and saves the others', async () => {
    const { world, room, side } = setup(
      script.folder(OUT),
      script.notify(undefined, /^Saved 4 documents\. Not saved: an envelope \(jSign has no such envelope/),
    );
    side.envelopes.delete('e2');
    const rows = [envelopeRow('e1'), envelopeRow('e2'), envelopeRow('e3')];
    await room.downloadDocuments(rows[0], rows);
    assert.equal(world.files.files.size, 4);
    assert.ok(
      !world.prompts.asked.some(({ choices }) => choices.includes('Try Again')),
      'nothing to try again',
    );
    world.prompts.finished();
  });

  it('asks no further of an account whose sign-in has ended', async () => {
    const { world, room, side } = setup(
      script.folder(OUT),
      script.notify('all', /^Nothing was saved\. Not saved: .+ and 1 more$/),
      script.leave('pick', /Documents That Were Not Saved/),
    );
    const ended = new JsignError({ kind: 'expired', operation: 'x', requestSent: true, replyRead: true });
    side.answer = () => {
      throw ended;
    };
    const rows = [envelopeRow('e1'), envelopeRow('e2')];
    await room.downloadDocuments(rows[0], rows);
    assert.equal(world.kept, 0, 'nothing was saved');
    assert.equal(side.calls.filter((call) => call.endsWith('original')).length, 1);
    assert.equal(world.prompts.asked.at(-1)?.choices.length, 4, 'all failures stand in the list');
    world.prompts.finished();
  });

  it('stops for good when it is cancelled', async () => {
    for (const title of [/Reading/, /Downloading/]) {
      const { world, room, side } = setup(...(title.source === 'Reading' ? [] : [script.folder(OUT)]));
      world.prompts.cancelProgress = title;
      const rows = [envelopeRow('e1'), envelopeRow('e2')];
      await assert.rejects(room.downloadDocuments(rows[0], rows), { name: 'Cancelled' });
      assert.equal(world.files.files.size, 0);
      assert.ok(side.calls.filter((call) => call.endsWith('original')).length <= 1);
      world.prompts.finished();
    }
  });

  it('saves what can be written where one file cannot', async () => {
    const { world, room } = setup(
      script.folder(OUT),
      script.notify(
        undefined,
        /^Saved LEASE \(2\)\.pdf\. Not saved: lease\.pdf \(Could not write lease\.pdf\.\)$/,
      ),
    );
    world.files.locked.add('lease.pdf');
    await room.downloadDocuments(envelopeRow('e1'), undefined);
    assert.deepEqual([...world.files.files.keys()], [`${OUT}/LEASE (2).pdf`]);
    world.prompts.finished();
  });

  it('from the palette asks which envelope', async () => {
    const { world, room, side } = setup(script.folder(OUT));
    await assert.rejects(room.downloadDocuments(undefined, undefined), { name: 'Cancelled' });
    assert.deepEqual(side.calls, []);
    assert.equal(world.kept, 0);
    world.picked = { accountId: 'acc', envelopeId: 'e1' };
    await room.downloadDocuments(undefined, undefined);
    assert.equal(world.files.files.size, 2);
    assert.equal(world.kept, 2);
    world.prompts.finished();
  });
});
