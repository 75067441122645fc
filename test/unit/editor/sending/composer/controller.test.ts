import assert from 'node:assert/strict';
import { DeliveryError } from '../../../../../src/delivery/errors';
import { script } from '../../scriptedPrompts';
import { settled } from '../../details/bench';
import { ACCOUNT, ADA, anchorOf, GRACE } from '../world';
import { ComposerBench } from './bench';

function required<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}

describe('an open composer', () => {
  let bench: ComposerBench;
  beforeEach(() => (bench = new ComposerBench()));
  afterEach(() => bench.world.prompts.finished());

  it('shows the files with name, account and defaults, and keeps only the id for after a reload', async () => {
    bench.world.defaultDays = 30;
    const panel = await bench.compose('sow.pdf', 'annex.pdf');
    const init = panel.last('init');
    assert.deepEqual(
      [init.composition.name, init.composition.documents.map(({ name, pages }) => [name, pages.length])],
      [
        'SOW and 1 more document',
        [
          ['sow.pdf', 1],
          ['annex.pdf', 1],
        ],
      ],
    );
    assert.deepEqual(init.composition.options, {
      flow: 'Parallel',
      expiresInDays: 30,
      reminderDays: 3,
      sendEmails: true,
    });
    assert.deepEqual(
      [init.facts.environment, init.facts.isProduction, init.facts.accountEmail, init.facts.me],
      ['Production', true, ADA.email, { name: ADA.name, email: ADA.email }],
    );
    assert.deepEqual(init.restore, { draftId: (await bench.saved()).id });
    assert.equal(panel.title, 'SOW and 1 more document');
  });

  it('is on the shelf before the page says anything', async () => {
    await bench.composers.compose(bench.world.session, [bench.world.file('sow.pdf')]);
    const draft = await bench.saved();
    assert.deepEqual([draft.accountId, draft.documents.length], [ACCOUNT.id, 1]);
  });

  it('saves what is typed within 300 ms, however fast it comes, and says so', async () => {
    const panel = await bench.compose('sow.pdf');
    const before = bench.world.shelf.saves;
    for (const name of ['L', 'Le', 'Lea', 'Leas', 'Lease']) {
      panel.edit((composition) => ({ ...composition, name }));
      await bench.clock.forward(70);
    }
    assert.equal((await bench.saved()).name, 'Leas', 'the first is never more than 300 ms old');
    await bench.quiet();
    assert.equal((await bench.saved()).name, 'Lease');
    assert.deepEqual([bench.world.shelf.saves - before, panel.title], [2, 'Lease']);
    assert.deepEqual(panel.last('saved'), { type: 'saved', revision: 5, problem: '' });
  });

  it('saves at once when it is hidden or closed', async () => {
    const panel = await bench.compose('sow.pdf');
    panel.edit((composition) => ({ ...composition, name: 'Hidden' }));
    panel.show(false);
    await settled();
    assert.equal((await bench.saved()).name, 'Hidden');
    panel.edit((composition) => ({ ...composition, name: 'Closed' }));
    panel.close();
    await settled();
    assert.equal((await bench.saved()).name, 'Closed');
    assert.equal(bench.locked.size, 0, 'another window may have it now');
  });

  it('says why it is not saved, goes on trying, and says when it is', async () => {
    const panel = await bench.compose('sow.pdf');
    bench.world.shelf.failure = new DeliveryError('storage-full');
    panel.edit((composition) => ({ ...composition, name: 'Lease' }));
    await bench.quiet();
    assert.match(panel.last('saved').problem, /disk is full.*Free some space/);
    bench.world.shelf.failure = undefined;
    await bench.clock.forward(5000);
    assert.equal(panel.last('saved').problem, '');
    assert.equal((await bench.saved()).name, 'Lease');
  });

  it('leaves a draft of a newer version alone and says so', async () => {
    const panel = await bench.compose('sow.pdf');
    bench.world.shelf.failure = new DeliveryError('newer-version');
    panel.edit((composition) => ({ ...composition, name: 'Lease' }));
    await bench.quiet();
    assert.match(panel.last('saved').problem, /newer version.*Update the extension/);
    assert.equal(bench.clock.timers, 0, 'it is not tried again');
  });

  it('opens all the same where there is no room for a new draft', async () => {
    const other = await bench.compose('other.pdf');
    const draft = await bench.saved();
    bench.world.shelf.failure = new DeliveryError('storage-full');
    const panel = await bench.compose('sow.pdf');
    assert.match(panel.last('saved').problem, /disk is full/);
    await bench.world.shelf.remove(draft.id);
    await bench.quiet();
    assert.deepEqual([other.isClosed, panel.isClosed], [true, false], 'it was never there to be deleted');
    bench.world.shelf.failure = undefined;
    await bench.clock.forward(5000);
    assert.equal((await bench.saved()).documents[0]?.name, 'sow.pdf');
  });

  it('looks once for problems after many changes, and says of which state', async () => {
    const panel = await bench.compose('sow.pdf');
    const before = panel.all('problems').length;
    for (let stroke = 0; stroke < 20; stroke += 1)
      panel.edit((composition) => ({ ...composition, name: 'x'.repeat(stroke) }));
    await bench.quiet();
    assert.equal(panel.all('problems').length, before + 1);
    assert.equal(panel.last('problems').revision, 20);
    assert.ok(panel.codes.includes('no-signers'));
  });

  it('knows the limits of the account', async () => {
    bench.world.limits = { documentsPerEnvelope: 1 };
    const panel = await bench.compose('sow.pdf');
    bench.world.files.contents.set('file:///folder/b.pdf', Buffer.from('%PDF b'));
    panel.say({ type: 'drop', uris: ['file:///folder/b.pdf'] });
    await bench.quiet();
    assert.ok(panel.codes.includes('too-many-documents'));
  });

  it('applies a fix to the newest state, and selects what it made', async () => {
    const panel = await bench.compose('sow.pdf');
    panel.edit((composition) => ({ ...composition, signers: [{ ...GRACE, id: 's0', order: 1 }] }));
    await bench.quiet();
    const problem = panel.last('problems').problems.find(({ code }) => code === 'signer-without-field');
    assert.ok(problem?.fix !== undefined, 'there is a fix');
    panel.edit((composition) => ({ ...composition, name: 'Typed meanwhile' }));
    panel.say({ type: 'fix', key: problem.key });
    await bench.quiet();
    assert.equal(panel.composition?.name, 'Typed meanwhile');
    assert.deepEqual(
      panel.composition.fields.map(({ signerId, kind }) => [signerId, kind]),
      [['s0', 'signature']],
    );
    assert.deepEqual(panel.selected, [panel.composition.fields[0]?.id]);
    assert.equal((await bench.saved()).fields.length, 1);
  });

  it('makes a replace anew where the page has gone on', async () => {
    const panel = await bench.compose('sow.pdf');
    const [document] = panel.composition?.documents ?? [];
    assert.ok(document);
    bench.world.pdf.suggestions = [
      {
        signerId: undefined,
        kind: 'signature',
        page: 1,
        box: { x: 60, y: 90, width: 150, height: 40 },
        why: 'line',
      },
    ];
    // A stroke that is not told yet: the page is one state ahead.
    panel.revision += 1;
    panel.composition = { ...required(panel.composition), name: 'Ahead' };
    panel.say({ type: 'suggest' });
    await bench.quiet();
    panel.say({ type: 'change', revision: panel.revision, composition: panel.composition });
    panel.say({ type: 'again', number: panel.last('replace').number });
    await bench.quiet();
    assert.equal(panel.composition.name, 'Ahead');
    assert.equal(panel.composition.fields.length, 1);
  });

  it('starts anew with the newest state when the page is loaded anew', async () => {
    const panel = await bench.compose('sow.pdf');
    panel.edit((composition) => ({ ...composition, name: 'Lease' }));
    panel.say({ type: 'place', place: { documentId: undefined, page: 3, offset: 0.5, zoom: 1 } });
    panel.load();
    await bench.quiet();
    const init = panel.last('init');
    assert.deepEqual([init.composition.name, init.revision, init.place?.page], ['Lease', 1, 3]);
  });

  it('offers people of the workspace first, then past signers, and the categories in use', async () => {
    bench.contacts = [{ name: 'Legal', email: 'legal@example.org' }];
    bench.categories = ['Sales'];
    const panel = await bench.compose('sow.pdf');
    assert.deepEqual(panel.last('known'), {
      type: 'known',
      people: [{ name: 'Legal', email: 'legal@example.org' }, GRACE],
      categories: ['Sales'],
    });
    bench.contacts = [];
    bench.contactsChanged.fire();
    await bench.quiet();
    assert.deepEqual(panel.last('known').people, [GRACE]);
  });

  it('does not offer to one account whom another has written to', async () => {
    const panel = await bench.compose('sow.pdf');
    bench.world.state = { kind: 'signedOut' };
    panel.load();
    await bench.quiet();
    assert.deepEqual(panel.last('known').people, []);
  });

  it('goes on while its account is signed out, says so, and does not send', async () => {
    const panel = await bench.prepared();
    bench.world.state = { kind: 'signedOut' };
    bench.world.isSignedIn = false;
    bench.world.accountsChanged.fire(bench.world.state);
    await bench.quiet();
    assert.ok(panel.codes.includes('account-signed-out'));
    bench.world.prompts.then(script.notify(undefined, /not signed in.*Sign in to it/));
    panel.say({ type: 'review' });
    await bench.quiet();
    assert.deepEqual(panel.last('state'), { type: 'state', busy: false, notice: '' });
    bench.world.isSignedIn = true;
    bench.world.accountsChanged.fire({ kind: 'signedIn', session: bench.world.session });
    await bench.quiet();
    assert.ok(!panel.codes.includes('account-signed-out'));
  });

  it('makes fields of anchors, and signers of roles that nobody has, at once', async () => {
    bench.world.pdf.inspections.set('anchored', {
      anchors: [
        anchorOf('signature', 'client', 100),
        anchorOf('date', 'client', 160),
        anchorOf('signature', 'us', 220),
      ],
    });
    const panel = await bench.compose('sow.pdf');
    const anchored = bench.world.file('anchored.pdf');
    panel.say({ type: 'drop', uris: [anchored.uri] });
    await bench.quiet();
    assert.deepEqual(
      panel.composition?.signers.map(({ name, role }) => [name, role]),
      [
        ['', 'client'],
        ['', 'us'],
      ],
    );
    assert.deepEqual(
      panel.composition.fields.map(({ kind, anchor }) => [kind, anchor]),
      [
        ['signature', '[[signature:client]]'],
        ['date', '[[date:client]]'],
        ['signature', '[[signature:us]]'],
      ],
    );
    assert.equal(panel.last('replace').label, 'Added anchored.pdf');
  });

  it('takes what the shelf had a moment ago for no new name, and what cannot be read for nothing', async () => {
    const panel = await bench.compose('sow.pdf');
    const draft = await bench.saved();
    const { shelf } = bench.world;
    const load = shelf.load.bind(shelf);
    let answer: () => void = () => undefined;
    shelf.load = async (id) => {
      const found = await load(id);
      await new Promise<void>((resolve) => (answer = resolve));
      return found;
    };
    // Another draft is saved; that this one is the same is still being read when the person goes on typing.
    await shelf.save({ ...draft, id: 'another' });
    await settled();
    shelf.load = load;
    panel.edit((composition) => ({ ...composition, name: 'Typed' }));
    await bench.quiet();
    answer();
    await bench.quiet();
    assert.deepEqual([panel.composition?.name, panel.all('replace').length], ['Typed', 0]);

    shelf.load = () => Promise.reject(new DeliveryError('draft-broken'));
    panel.edit((composition) => ({ ...composition, name: 'Typed on' }));
    await shelf.remove('another');
    await settled();
    assert.equal(panel.all('replace').length, 0);
    shelf.load = load;
    await bench.quiet();
    assert.equal((await load(draft.id))?.name, 'Typed on');
  });

  it('follows a new name from the tree, and closes where the draft is deleted there', async () => {
    const panel = await bench.compose('sow.pdf');
    const draft = await bench.saved();
    await bench.world.shelf.save({ ...draft, name: 'Renamed' });
    await bench.quiet();
    assert.equal(panel.composition?.name, 'Renamed');
    panel.edit((composition) => ({ ...composition, description: 'typed' }));
    await bench.quiet();
    assert.equal((await bench.saved()).name, 'Renamed');
    await bench.world.shelf.remove(draft.id);
    await bench.quiet();
    assert.equal(panel.isClosed, true);
    assert.deepEqual(await bench.world.shelf.ids(), [], 'it does not come back');
  });
});
