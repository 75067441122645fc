import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DeliveryError } from '../../../../src/delivery/errors';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { script } from '../scriptedPrompts';
import { detailsOf, documentOf, signerOf } from './envelopeDetails';
import { BROKEN, failure } from './fakeClient';
import { ACCOUNT, ADA, anchorOf, NOW, World } from './world';

const SIGNERS = /Who else signs/;
const REVIEW = /· Send "/;
const ref = (envelopeId = 'envelope-1') => ({ accountId: ACCOUNT.id, envelopeId });
const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

const details = (change: Partial<EnvelopeDetails> = {}): EnvelopeDetails =>
  detailsOf(NOW, ADA.email, {
    status: { known: 'Cancelled', raw: 'Cancelled' },
    cancelReason: 'wrong address',
    cancelledAt: NOW,
    signers: [signerOf('Grace', 'Sample', 'grace@example.con', 1)],
    ...change,
  });
const original = (world: World, name: string, text: string, envelope = 'envelope-1') =>
  world.client.originals.set(`${envelope}/document-${name}`, Buffer.from(text));
function failToSaveOnce({ drafts }: World): void {
  const save = drafts.save.bind(drafts);
  drafts.save = async () => {
    drafts.save = save;
    return Promise.reject(new DeliveryError('storage-full'));
  };
}
/** What went out last of a document that has no path, and goes inside the request. */
function lastDocument(world: World): readonly unknown[] {
  const [document] = world.client.inline.at(-1)?.documents ?? [];
  return [document?.name, document && hashOf(document.bytes)];
}

describe('sending again after an envelope was cancelled', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  /** Sends sow.pdf to Grace at a wrong address, in two weeks. */
  const sendFirst = async () => {
    world.past = [];
    world.prompts.then(
      script.type('Statement of Work'),
      script.pickText('Grace Sample <grace@example.con>'),
      script.pick('Done'),
      script.pick('30 days'),
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
  };
  const correct = (to = 'Grace Sample <grace@example.com>') => [
    script.pick('Grace Sample', SIGNERS),
    script.pick('Correct Name or Address'),
    script.type(to),
    script.pick('Done', SIGNERS),
  ];

  it('opens the draft at the signers, with everything kept, and sends it under a new intent', async () => {
    world.commit = { commit: '1a2b3c4', dirty: false };
    await sendFirst();
    world.commit = {};
    world.prompts.then(...correct(), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), details());

    const [first, again] = world.client.created;
    assert.equal(again?.signers[0]?.email, 'grace@example.com');
    assert.deepEqual(
      again.signers.map(({ tabs }) => tabs),
      first?.signers.map(({ tabs }) => tabs),
      'fields stand where they stood',
    );
    assert.equal(again.name, 'Statement of Work');
    assert.equal(again.options.expirationDays, 30);
    assert.match(again.description ?? '', /commit 1a2b3c4/);
    assert.notEqual(
      /Ref jsign-\w+/.exec(again.description ?? '')?.[0],
      /Ref jsign-\w+/.exec(first?.description ?? '')?.[0],
    );
    assert.deepEqual(world.client.downloads, [], 'the file is still what was sent');
    assert.match(
      world.prompts.asked.at(-1)?.text ?? '',
      /Production .* · Send "Statement of Work" to 1 person/,
    );
    assert.deepEqual(world.opened.at(-1), ref('envelope-2'));
  });

  it('keeps the name that the envelope was given since', async () => {
    await sendFirst();
    world.prompts.then(script.pick('Done', SIGNERS), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), { ...details(), name: 'Work order 7' });
    assert.equal(world.client.created.at(-1)?.name, 'Work order 7');
  });

  it('does not ask about a repeat of the envelope that was cancelled, but about any other', async () => {
    await sendFirst();
    world.prompts.then(script.pick('Done', SIGNERS), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), details());
    assert.equal(world.client.created.length, 2);

    world.prompts.then(
      script.pick('Done', SIGNERS),
      script.pick('Send to 1 person', REVIEW),
      script.confirm(undefined, /Send "Statement of Work" once more/),
    );
    await world.sendAgain(ref(), details());
    assert.equal(world.client.created.length, 2, 'the second one still stands');
  });

  it('can be done again with what was sent again', async () => {
    await sendFirst();
    world.prompts.then(
      ...correct('Grace Sample <grace@example.org>'),
      script.pick('Send to 1 person', REVIEW),
    );
    await world.sendAgain(ref(), details());
    world.prompts.then(...correct(), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref('envelope-2'), details({ id: 'envelope-2' }));
    assert.equal(world.client.created[2]?.signers[0]?.email, 'grace@example.com');
  });

  it('lets name, order and days be changed from the review, and more people be added', async () => {
    await sendFirst();
    world.past = [ADA];
    world.prompts.then(
      script.pick('Ada Example', SIGNERS),
      script.pick('Done', SIGNERS),
      script.pick(/name of the envelope/, REVIEW),
      script.type('SOW 2'),
      script.pick('Everybody at the same time', REVIEW),
      script.pick('In this order'),
      script.pick(/^Expires/, REVIEW),
      script.pick('1 week'),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.sendAgain(ref(), details());
    const again = world.client.created[1];
    assert.deepEqual(
      again?.signers.map(({ email, order, tabs }) => [email, order, tabs.length]),
      [
        ['grace@example.con', 1, 2],
        ['ada@example.org', 2, 2],
      ],
    );
    assert.deepEqual([again.name, again.options.expirationDays], ['SOW 2', 7]);
  });

  it('takes the copy out of the envelope where the file changed, and says so', async () => {
    await sendFirst();
    world.file('sow.pdf', '%PDF another text');
    original(world, 'sow.pdf', '%PDF sow.pdf');
    world.prompts.then(...correct(), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), details());

    assert.deepEqual(world.client.downloads, ['envelope-1/document-sow.pdf original']);
    assert.deepEqual(
      lastDocument(world),
      ['sow.pdf', hashOf('%PDF sow.pdf')],
      'never the name the service gives',
    );
    const review = world.prompts.asked.findLast(({ text }) => text.includes('· Send "'));
    assert.ok(review?.choices.some((row) => row.includes('"sow.pdf" changed or is gone')));
    assert.deepEqual(
      [...world.files.contents.keys()].filter((uri) => uri.startsWith('file:///prepared/')),
      [],
      'the copy is put away after it went out',
    );
  });

  it('places the fields anew where the copy is not what was sent, and warns', async () => {
    await sendFirst();
    world.files.contents.delete('file:///folder/sow.pdf');
    original(world, 'sow.pdf', '%PDF converted');
    world.prompts.then(...correct(), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), details());
    assert.deepEqual(lastDocument(world), ['sow.pdf', hashOf('%PDF converted')]);
    const review = world.prompts.asked.findLast(({ text }) => text.includes('· Send "'));
    assert.ok(review?.choices.some((row) => row.includes('not byte for byte')));
  });

  it('makes an appended signature page anew, with the names as they are now', async () => {
    world.pdf.hasRoom = false;
    world.past = [];
    world.prompts.then(
      script.type('SOW'),
      script.pickText('Grace Sample <grace@example.con>'),
      script.pick('Done'),
      script.pick('30 days'),
      script.pick('Append Signature Page'),
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
    world.prompts.then(...correct(), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), details());
    assert.deepEqual(world.client.downloads, []);
    assert.equal(world.client.uploads[1]?.sha256, hashOf('%PDF sow.pdf appended'));
    assert.equal(world.client.created[1]?.signers[0]?.tabs[0]?.page, 2);

    world.files.contents.delete('file:///folder/sow.pdf');
    original(world, 'sow.pdf', '%PDF sow.pdf appended', 'envelope-2');
    world.prompts.then(script.pick('Done', SIGNERS), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref('envelope-2'), details({ id: 'envelope-2' }));
    assert.deepEqual(lastDocument(world), ['sow.pdf', hashOf('%PDF sow.pdf appended')], 'no second page');
    const review = world.prompts.asked.findLast(({ text }) => text.includes('· Send "'));
    assert.ok(review?.choices.some((row) => row.includes('names people as they were named before')));
  });

  it('builds the draft of what the service says where it was not sent from here', async () => {
    original(world, 'sow.pdf', '%PDF theirs');
    original(world, 'annex.pdf', '%PDF annex');
    world.past = [];
    world.prompts.then(
      script.pick('Grace Sample', SIGNERS),
      script.pick('Correct Name or Address'),
      script.type('Grace Sample <grace@example.com>'),
      script.pick('Done', SIGNERS),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.sendAgain(
      ref(),
      details({
        flow: 'Sequential',
        documents: [documentOf('../sow.pdf'), documentOf('annex.pdf', hashOf('something else'))].map(
          (document) => ({
            ...document,
            id: document.id.replace('../', ''),
          }),
        ),
        signers: [
          signerOf('Grace', 'Sample', 'grace@example.con', 2),
          signerOf('', '', 'ada@example.org', 1),
        ],
      }),
    );
    const [again] = world.client.created;
    assert.deepEqual(
      again?.signers.map(({ name, email, order, tabs }) => [name, email, order, tabs.length]),
      [
        ['ada@example.org', 'ada@example.org', 1, 4],
        ['Grace Sample', 'grace@example.com', 2, 4],
      ],
    );
    assert.equal(again.options.flow, 'Sequential');
    assert.equal(again.options.expirationDays, 21, 'as many days as people had');
    assert.deepEqual(again.categories, ['Sales']);
    assert.deepEqual(again.observers, [{ name: 'Legal', email: 'legal@example.com' }]);
    assert.match(again.description ?? '', /^For the north wing\n\nRef jsign-/);
    assert.doesNotMatch(again.description ?? '', /0123456789ab/);
    assert.deepEqual(
      again.documents.map(({ name }) => name),
      ['sow.pdf', 'annex.pdf'],
    );
    const review = world.prompts.asked.findLast(({ text }) => text.includes('· Send "'));
    assert.ok(review);
    assert.ok(review.choices.some((row) => row.includes('cannot be read back')));
    assert.ok(review.choices.some((row) => row.includes('does not have the hash')));
  });

  it('keeps the people of an envelope from a template, and points to the template for its fields', async () => {
    const [name, email] = ['Grace Sample', 'grace@example.con'];
    await world.sent.keep(
      {
        version: 2,
        id: 'draft-1',
        intentId: 'intent-1',
        accountId: ACCOUNT.id,
        name: 'From template',
        description: '',
        categories: [],
        documents: [],
        signers: [{ id: 's', name, email, order: 1, role: 'Client', note: 'as discussed' }],
        observers: [],
        fields: [],
        options: { flow: 'Parallel', expiresInDays: 9, sendEmails: true },
        template: { id: 'template-1', name: 'SOW template' },
      },
      'envelope-1',
    );
    original(world, 'sow.pdf', '%PDF theirs');
    world.past = [];
    world.prompts.then(...correct(), script.pick('Send to 1 person', REVIEW));
    await world.sendAgain(ref(), details({ name: 'From template' }));
    const [again] = world.client.created;
    assert.deepEqual(
      [again?.name, again?.options.expirationDays, again?.signers[0]?.privateNote, again?.signers[0]?.email],
      ['From template', 9, 'as discussed', 'grace@example.com'],
    );
    assert.equal(again?.signers[0]?.tabs.length, 2);
    assert.deepEqual(world.client.fromTemplate, []);
  });

  it('goes through the roles of anchors from the first, each with the one who stood there', async () => {
    world.pdf.inspections.set('theirs', {
      anchors: [anchorOf('signature', 'client', 500), anchorOf('signature', 'us', 600)],
    });
    original(world, 'sow.pdf', '%PDF theirs');
    world.past = [];
    world.prompts.then(
      script.pickText('Grace Sample <grace@example.com>', /Who signs as client/),
      script.pick('Ada Example', /Who signs as us/),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.sendAgain(
      ref(),
      details({
        signers: [
          signerOf('Grace', 'Sample', 'grace@example.con', 1),
          signerOf('Ada', 'Example', ADA.email, 2),
        ],
      }),
    );
    const [client, us] = world.client.created[0]?.signers ?? [];
    assert.deepEqual([client?.email, us?.email], ['grace@example.com', ADA.email]);
    const heights = [client, us].map((signer) => signer?.tabs[0]?.y ?? Number.NaN);
    assert.ok(Number(heights[0]) < Number(heights[1]), 'each at the mark of their role');
  });

  it('never rejects: says what failed, and goes on where the person wants it', async () => {
    world.client.faults.push({ call: 'download', error: failure({ kind: 'timeout' }) });
    world.prompts.then(
      script.notify('again', /"Statement of Work" is cancelled and was not sent again\. jSign took too long/),
      script.notify('log', /did not accept|not find|no longer|not there/i),
    );
    await world.sendAgain(ref(), details());
    assert.equal(world.client.downloads.length, 2);
    assert.equal(world.logsOpened, 1);
    assert.equal(world.client.created.length, 0);
  });

  it('says it where jSign names no document, or a copy that is no PDF, and where nobody is signed in', async () => {
    world.prompts.then(script.notify(undefined, /names no document/));
    await world.sendAgain(ref(), details({ documents: [] }));
    world.pdf.inspections.set('broken', {
      pages: [],
      problems: [{ severity: 'error', code: 'no-pdf', message: { text: 'This is no PDF.' } }],
    });
    original(world, 'sow.pdf', 'broken');
    world.prompts.then(script.notify(undefined, /sow\.pdf: This is no PDF/));
    await world.sendAgain(ref(), details());
    world.prompts.then(script.notify(undefined, /not signed in/));
    await world.sendAgain({ ...ref(), accountId: 'account-9' }, details());
    assert.equal(world.client.created.length, 0);
  });

  it('claims nothing about a send that broke off in the middle', async () => {
    await sendFirst();
    world.client.listed = false;
    world.client.faults.push({ call: 'createWithFiles', error: BROKEN(), commits: true });
    world.prompts.then(
      ...correct(),
      script.pick('Send to 1 person', REVIEW),
      script.notify('not-sent', /We do not know/),
      script.confirm('not-sent'),
      script.notify(undefined, /Another window is working on this send/),
    );
    const lock = world.delivery.notSent.bind(world.delivery);
    world.delivery.notSent = async (intentId) => {
      world.held.add(intentId);
      await lock(intentId);
    };
    await world.sendAgain(ref(), details());
    assert.deepEqual(world.prompts.asked.at(-1)?.choices, ['Open Log']);
    assert.equal(world.keyed.texts.size, 1, 'it stands among the unfinished sends');
  });

  it('keeps the draft among the unfinished sends when the person leaves, and goes on from there', async () => {
    await sendFirst();
    world.file('sow.pdf', '%PDF another text');
    original(world, 'sow.pdf', '%PDF sow.pdf');
    world.prompts.then(
      ...correct(),
      script.leave('pick', REVIEW),
      script.notify(
        'continue',
        /is cancelled and was not sent again\. The draft is kept among the unfinished/,
      ),
      script.pick('Done', SIGNERS),
      script.leave('pick', REVIEW),
      script.notify(undefined, /not sent again/),
    );
    let fewest = Number.POSITIVE_INFINITY;
    const remove = world.drafts.remove.bind(world.drafts);
    world.drafts.remove = async (id) => {
      await remove(id);
      fewest = Math.min(fewest, world.keyed.texts.size);
    };
    await world.sendAgain(ref(), details());
    assert.equal(world.keyed.texts.size, 1, 'one draft, however often somebody leaves');
    assert.equal(fewest, 1, 'and never none in between');
    assert.equal(world.anyUnfinished, true);

    world.prompts.then(
      script.pick('Statement of Work', /Choose one/),
      script.pick('Review and Send…'),
      script.pick('Send to 1 person', REVIEW),
    );
    await world.actions.run('jsign.unfinishedSends', () => world.unfinished.show());
    assert.equal(world.client.created[1]?.signers[0]?.email, 'grace@example.com');
    assert.deepEqual(lastDocument(world), ['sow.pdf', hashOf('%PDF sow.pdf')]);
  });

  it('keeps what was refused when the person leaves the review, as one draft', async () => {
    await sendFirst();
    const refused = failure({ kind: 'refused', status: 400, code: 'NAME_INVALID', replyRead: true });
    world.client.faults.push({ call: 'createWithFiles', error: refused });
    world.prompts.then(
      ...correct(),
      script.pick('Send to 1 person', REVIEW),
      script.notify('change', /was not sent/),
      script.leave('pick', REVIEW),
      script.notify(undefined, /not sent again\. The draft is kept/),
    );
    await world.sendAgain(ref(), details());
    assert.deepEqual([world.keyed.texts.size, world.anyUnfinished], [1, true]);
  });

  it('asks nothing anew when the draft could not be saved, and tries again', async () => {
    await sendFirst();
    failToSaveOnce(world);
    world.prompts.then(
      ...correct(),
      script.pick('Send to 1 person', REVIEW),
      script.notify('again', /is cancelled and was not sent again\. The disk is full/),
    );
    await world.sendAgain(ref(), details());
    assert.equal(world.client.created[1]?.signers[0]?.email, 'grace@example.com');
    assert.equal(world.keyed.texts.size, 0);
  });

  it('says it when the draft cannot be saved as the person leaves, and keeps it at the next try', async () => {
    await sendFirst();
    failToSaveOnce(world);
    world.prompts.then(
      ...correct(),
      script.leave('pick', REVIEW),
      script.notify('again', /The disk is full/),
      script.notify(undefined, /The draft is kept/),
    );
    await world.sendAgain(ref(), details());
    assert.deepEqual([world.keyed.texts.size, world.anyUnfinished], [1, true]);
  });

  it('follows a refusal back to the review, and an unknown outcome to its end', async () => {
    await sendFirst();
    world.client.faults.push(
      {
        call: 'createWithFiles',
        error: failure({ kind: 'refused', status: 400, code: 'NAME_INVALID', replyRead: true }),
      },
      { call: 'createWithFiles', error: BROKEN(), commits: true },
    );
    world.prompts.then(
      ...correct(),
      script.pick('Send to 1 person', REVIEW),
      script.notify('change', /was not sent/),
      script.pick('Send to 1 person', REVIEW),
    );
    await world.sendAgain(ref(), details());
    assert.equal(world.client.created.length, 2);
    assert.deepEqual(world.opened.at(-1), ref('envelope-2'));
  });
});
