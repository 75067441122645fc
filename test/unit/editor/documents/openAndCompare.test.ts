import assert from 'node:assert/strict';
import { addressOf, parsePath } from '../../../../src/editor/documents/address';
import { isText, sortFiles } from '../../../../src/editor/documents/compare';
import { attachmentFile } from '../../../../src/editor/documents/opener';
import { isCancelled } from '../../../../src/editor/platform/actions';
import { sha256 } from '../../../../src/editor/platform/sha256';
import { details, word } from '../envelopes/fakes';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { bytesOf, document, refusal, World, type ScriptLine } from './world';

const REF = { accountId: 'acc', envelopeId: 'e1' };
const LEASE = 'file:///folder/contracts/lease.pdf';

function setup(...lines: readonly ScriptLine[]) {
  const world = new World(new ScriptedPrompts(...lines));
  const side = world.signIn('acc');
  side.envelopes.set('e1', details('e1', { documents: [document('d1')] }));
  return { world, side, room: world.room() };
}

describe('Opening documents', () => {
  it('opens the original while nothing is signed, without a question', async () => {
    const { world, room } = setup();
    await room.openDocument({ kind: 'document', ...REF, documentId: 'd1', document: document('d1') });
    assert.deepEqual(world.openedAddresses, ['jsign:/acc/e1/original/d1/lease.pdf']);
  });

  it('asks which copy once there are two, the signed one first', async () => {
    const { world, side, room } = setup(script.pick('Signed', /Which copy/));
    side.envelopes.set('e1', details('e1', { status: word('Completed') }));
    await room.openDocument(REF);
    assert.deepEqual(world.openedAddresses, ['jsign:/acc/e1/signed/d1/lease-signed.pdf']);
    assert.deepEqual(world.prompts.asked[0]?.choices, ['Signed', 'Original']);
    world.prompts.finished();
  });

  it('asks nothing and reads nothing that is known', async () => {
    for (const known of ['Completed', 'AwaitingOthers'] as const) {
      const { world, side, room } = setup();
      side.envelopes.set('e1', details('e1', { status: word(known) }));
      await (await world.store('acc')).details('e1');
      side.calls.length = 0;
      await room.openDocument({ ...REF, documentId: 'd1', which: 'original' });
      assert.deepEqual(world.openedAddresses, ['jsign:/acc/e1/original/d1/lease.pdf']);
      assert.deepEqual(side.calls, []);
      await assert.rejects(room.openDocument({ ...REF, documentId: 'd9', which: 'original' }));
    }
  });

  it('looks again for a signed copy that may have come since', async () => {
    const { world, side, room } = setup(script.pick('Signed'));
    await (await world.store('acc')).details('e1');
    side.envelopes.set('e1', details('e1', { status: word('Completed') }));
    await room.openDocument(REF);
    assert.deepEqual(world.openedAddresses, ['jsign:/acc/e1/signed/d1/lease-signed.pdf']);
    world.prompts.finished();
  });

  it('asks which of several documents, and what the names are worth is nothing', async () => {
    const { world, side, room } = setup(script.pick('$\u2060(bug) ../b', /Which document of "Envelope e1"/));
    side.envelopes.set(
      'e1',
      details('e1', { documents: [document('d1'), document('d/2', { name: '$(bug) ../b' })] }),
    );
    await room.openDocument(REF);
    assert.deepEqual(world.openedAddresses, ['jsign:/acc/e1/original/d%252F2/b']);
    world.prompts.finished();
  });

  it('asks for an envelope where none is named, and leaves quietly', async () => {
    const { world, room } = setup();
    await assert.rejects(room.openDocument(undefined), isCancelled);
    await assert.rejects(room.compareDocument(undefined), isCancelled);
    assert.equal(world.kept, 0, 'nothing was opened');
    world.picked = REF;
    await room.openDocument('nonsense');
    assert.equal(world.openedAddresses.length, 1);
    assert.equal(world.kept, 1);
  });

  it('says what is missing', async () => {
    const { world, room } = setup();
    await assert.rejects(room.openDocument({ ...REF, documentId: 'd9' }), /names no such document/);
    await assert.rejects(room.openDocument({ ...REF, envelopeId: 'e9' }), { code: /NOT_FOUND/ });
    world.signOut('acc');
    await assert.rejects(room.openDocument(REF), /signed out/);
    await assert.rejects(room.compareDocument(REF), /signed out/);
  });

  it('opens attachments by an address that the file system understands', async () => {
    const { world, side, room } = setup();
    side.attachments.set('e1', [{ id: 'a 1', fileName: 'x/../plan.png' }]);
    await room.opener.attachment({ ...REF }, 'a 1', 'x/../plan.png');
    const [address = ''] = world.openedAddresses;
    assert.equal(address, addressOf(attachmentFile(REF, 'a 1', 'x/../plan.png')));
    assert.equal(world.kept, 1);
    const path = decodeURIComponent(address.slice('jsign:'.length));
    assert.equal(parsePath(path)?.kind, 'file');
    assert.deepEqual(await room.files.read(path), bytesOf('%PDF-1.7 e1 a 1 attachment'));
  });
});

describe('Comparing a document with a file', () => {
  const SENT = bytesOf('%PDF-1.7 e1 d1 original');

  it('says that they are equal, and shows both if wanted', async () => {
    const { world, room } = setup(
      script.pick('lease.pdf', /Which file is compared with "lease\.pdf"/),
      script.notify(
        'both',
        new RegExp(
          `^"lease\\.pdf" \\(as it was sent\\) and contracts/lease\\.pdf are equal, .+ ${sha256(SENT)}\\.$`,
        ),
      ),
    );
    world.files.workspace = [{ uri: LEASE, path: 'contracts/lease.pdf' }];
    world.files.files.set(LEASE, SENT);
    await room.compareDocument({ ...REF, documentId: 'd1' });
    assert.deepEqual(world.files.shown, [['beside', 'jsign:/acc/e1/original/d1/lease.pdf', LEASE]]);
    assert.deepEqual(world.files.lookedFor, ['pdf']);
    world.prompts.finished();
  });

  it('says that they are different, with both hashes', async () => {
    const other = bytesOf('%PDF-1.7 another');
    const { world, room } = setup(
      script.pick('lease.pdf'),
      script.notify(undefined, new RegExp(`are different\\. .*${sha256(SENT)}.*${sha256(other)}`)),
    );
    world.files.workspace = [{ uri: LEASE, path: 'contracts/lease.pdf' }];
    world.files.files.set(LEASE, other);
    await room.compareDocument(REF);
    assert.deepEqual(world.files.shown, []);
    world.prompts.finished();
  });

  it('shows the difference of texts', async () => {
    const { world, side, room } = setup(script.pick('terms.txt'));
    side.envelopes.set('e1', details('e1', { documents: [document('d1', { name: 'terms.txt' })] }));
    side.answer = () => bytesOf('one\ntwo\n');
    world.files.workspace = [{ uri: 'file:///folder/terms.txt', path: 'terms.txt' }];
    world.files.files.set('file:///folder/terms.txt', bytesOf('one\nzwei\n'));
    await room.compareDocument(REF);
    assert.deepEqual(world.files.shown, [
      [
        'diff',
        'jsign:/acc/e1/original/d1/terms.txt',
        'file:///folder/terms.txt',
        '"terms.txt" (as it was sent) ↔ terms.txt',
      ],
    ]);
    assert.deepEqual(world.files.lookedFor, ['txt']);
    world.prompts.finished();
  });

  it('offers the original first where there are two copies, and takes the one that was said', async () => {
    const { world, side, room } = setup(
      script.pick('Original'),
      script.notify(undefined, /as it was sent/),
      script.notify(undefined, /signed copy/),
    );
    side.envelopes.set('e1', details('e1', { status: word('Completed') }));
    world.files.chosen = LEASE;
    world.files.files.set(LEASE, SENT);
    await room.compareDocument(REF);
    assert.deepEqual(world.prompts.asked[0]?.choices, ['Original', 'Signed']);
    await room.compareDocument({ ...REF, which: 'signed' });
    world.prompts.finished();
  });

  it('goes to the file dialog where the workspace has nothing, and from the list if wanted', async () => {
    const { world, room } = setup(script.pick('Choose Another File…'));
    await assert.rejects(room.compareDocument(REF), { name: 'Cancelled' });
    world.files.workspace = [{ uri: LEASE, path: 'contracts/lease.pdf' }];
    await assert.rejects(room.compareDocument(REF), { name: 'Cancelled' });
    world.prompts.finished();
  });

  it('says which of the two could not be read, and nothing of its folder', async () => {
    const { world, side, room } = setup();
    world.files.chosen = LEASE;
    await assert.rejects(room.compareDocument(REF), { message: 'Could not read contracts/lease.pdf.' });
    world.files.files.set(LEASE, SENT);
    const gone = refusal('DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS');
    side.answer = () => {
      throw gone;
    };
    await assert.rejects(world.room().compareDocument(REF), gone);
  });

  it('puts files of the same name first, whichever copy they may be', () => {
    const paths = ['z/other.pdf', 'b/LEASE.pdf', 'a/lease-signed.pdf', 'a/lease2.pdf'];
    const { same, others } = sortFiles(
      paths.map((path) => ({ uri: path, path })),
      { name: 'lease.pdf' },
    );
    assert.deepEqual(
      [same, others].map((files) => files.map(({ path }) => path)),
      [
        ['a/lease-signed.pdf', 'b/LEASE.pdf'],
        ['a/lease2.pdf', 'z/other.pdf'],
      ],
    );
  });

  it('takes for text only what reads as text', () => {
    assert.ok(isText(bytesOf('# Terms\nfür alle')));
    assert.ok(!isText(bytesOf('\n\n%PDF-1.4\n1 0 obj')));
    assert.ok(!isText(new Uint8Array([65, 0, 66])));
    assert.ok(!isText(new Uint8Array([0xff, 0xd8, 0xff])));
  });
});
