import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import type { Draft } from '../../../../../src/delivery/draft';
import type { EnvelopeDetails } from '../../../../../src/jsign/types';
import { isCancelled } from '../../../../../src/editor/platform/actions';
import { plain } from '../../../../../src/editor/platform/translate';
import { SentDocuments } from '../../../../../src/editor/sending/sentDocuments';
import { UseAgain } from '../../../../../src/editor/sending/composing/useAgain';
import { script } from '../../scriptedPrompts';
import { detailsOf, documentOf as completeDocument, signerOf } from '../envelopeDetails';
import { failure } from '../fakeClient';
import { ACCOUNT, ADA, NOW, World } from '../world';

const DAY = 86_400_000;
const ref = { accountId: ACCOUNT.id, envelopeId: 'envelope-1' };
const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

const signed = (...who: Parameters<typeof signerOf>) => ({
  ...signerOf(...who),
  ...{ state: 'signed' as const, signedAt: NOW },
});
const details = (change: Partial<EnvelopeDetails> = {}): EnvelopeDetails =>
  detailsOf(NOW, ADA.email, {
    status: { known: 'Completed', raw: 'Completed' },
    flow: 'Sequential',
    dueAt: NOW + 19 * DAY,
    documents: [documentOf('sow.pdf')],
    signers: [signed('Ada', 'Example', ADA.email, 2), signed('Grace', 'Sample', 'grace@example.com', 1)],
    ...change,
  });
const documentOf = (name: string, originalHash?: string) => completeDocument(name, originalHash, true);

describe('using an envelope again', () => {
  let world: World;
  let found: EnvelopeDetails;
  let composed: { readonly draft: Draft; readonly prepared: ReadonlyMap<string, Uint8Array> }[];
  let useAgain: UseAgain;
  beforeEach(() => {
    world = new World();
    world.past = [];
    found = details();
    composed = [];
    const { accounts, files, prompts, sent } = world;
    const pdf = () => Promise.resolve(world.pdf);
    useAgain = new UseAgain({
      accounts,
      sent,
      documents: new SentDocuments({
        files,
        prepared: files,
        pdf,
        translate: plain,
        newId: randomUUID,
        copyAddress: ({ envelopeId }, id, name) =>
          Promise.resolve(`jsign:/a/${envelopeId}/original/${id}/${name}`),
      }),
      prepared: files,
      pdf,
      details: () => Promise.resolve(found),
      composer: () =>
        Promise.resolve({
          composeFrom: async (draft: Draft, prepared: ReadonlyMap<string, Uint8Array> = new Map()) =>
            Promise.resolve(void composed.push({ draft, prepared })),
        }),
      prompts,
      translate: plain,
      newId: randomUUID,
      defaultDays: () => 14,
    });
  });
  afterEach(() => world.prompts.finished());

  const original = (name: string, text: string) =>
    world.client.originals.set(`envelope-1/document-${name}`, Buffer.from(text));
  /** Sends sow.pdf to Grace; gives the draft that was sent. */
  const send = async (...more: readonly ReturnType<typeof script.pick>[]): Promise<Draft> => {
    world.prompts.then(
      script.type('SOW'),
      script.pickText('Grace Sample <grace@example.com>'),
      script.pick('Done'),
      script.pick('30 days'),
      ...more,
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
    const sent = await world.sent.of(ref);
    assert.ok(sent);
    world.prompts.asked.length = 0;
    return sent;
  };
  const made = () => {
    const [only, ...others] = composed;
    assert.ok(only && others.length === 0);
    return only;
  };
  const said = () => world.prompts.asked.map(({ text }) => text).join('\n');

  it('brings everything back that was sent from here, fields too, as another draft', async () => {
    world.commit = { commit: '1a2b3c4', dirty: false };
    const sent = await send();
    await useAgain.run(ref);
    const { draft, prepared } = made();
    assert.equal(prepared.size, 0);
    assert.equal(said(), '', 'there is nothing that the person does not see');
    assert.equal(draft.name, 'Statement of Work', 'the name that it was given since');
    assert.deepEqual(world.client.downloads, []);

    const [document] = draft.documents;
    const [before] = sent.documents;
    assert.deepEqual({ ...document, id: before?.id }, before);
    assert.deepEqual(
      draft.fields.map(({ documentId, box, signerId, kind }) => [documentId, box, signerId, kind]),
      sent.fields.map(({ box, signerId, kind }) => [document?.id, box, signerId, kind]),
    );
    assert.equal(draft.fields.length, 2);
    assert.deepEqual([draft.signers, draft.options], [sent.signers, sent.options]);
    for (const [one, other] of [
      [draft.id, sent.id],
      [draft.intentId, sent.intentId],
      [document?.id, before?.id],
    ])
      assert.notEqual(one, other);
    assert.equal(draft.replaces, undefined);
  });

  it('makes another one each time', async () => {
    await send();
    await useAgain.run(ref);
    await useAgain.run(ref);
    const ids = composed.flatMap(({ draft }) => [draft.id, draft.intentId, draft.documents[0]?.id]);
    assert.equal(new Set(ids).size, 6);
  });

  it('takes the copy out of the envelope where the file changed, and says so', async () => {
    await send();
    world.file('sow.pdf', '%PDF another text');
    original('sow.pdf', '%PDF sow.pdf');
    await useAgain.run(ref);
    const { draft, prepared } = made();
    const [document] = draft.documents;
    assert.equal(document?.sha256, hashOf('%PDF sow.pdf'));
    assert.equal(document.prepared, world.files.address(document.id, document.sha256));
    assert.deepEqual(prepared.get(document.id), Buffer.from('%PDF sow.pdf'));
    assert.equal(draft.fields.length, 2);
    assert.match(said(), /file of "sow\.pdf" changed or is gone .* the copy that was sent is used/);
  });

  it('leaves the fields out where the copy is not what was sent, and warns', async () => {
    await send();
    world.files.contents.delete('file:///folder/sow.pdf');
    original('sow.pdf', '%PDF converted');
    world.prompts.then(script.notify(undefined, /fields on "sow\.pdf" were left out[^]*not byte for byte/));
    await useAgain.run(ref);
    const { draft } = made();
    assert.deepEqual(draft.fields, []);
    assert.equal(draft.documents[0]?.sha256, hashOf('%PDF converted'));
    assert.equal(draft.signers.length, 1);
  });

  it('makes the signature page again that was sent, with its fields', async () => {
    world.pdf.hasRoom = false;
    const sent = await send(script.pick('Append Signature Page'));
    await useAgain.run(ref);
    const { draft, prepared } = made();
    const [document] = draft.documents;
    assert.equal(document?.sha256, hashOf('%PDF sow.pdf appended'));
    assert.deepEqual(document.pages, sent.documents[0]?.pages);
    assert.equal(Buffer.from(prepared.get(document.id) ?? []).toString(), '%PDF sow.pdf appended');
    assert.notEqual(document.prepared, sent.documents[0]?.prepared);
    assert.deepEqual(
      draft.fields.map(({ page }) => page),
      [2, 2],
    );
    assert.equal(said(), '');
  });

  it('makes a draft of what the service says where it was not sent from here, without fields, and says so', async () => {
    found = details({ documents: [documentOf('sow.pdf'), documentOf('annex.pdf', hashOf('%PDF annex'))] });
    original('sow.pdf', '%PDF theirs');
    original('annex.pdf', '%PDF annex');
    await useAgain.run(ref);
    const { draft, prepared } = made();
    assert.deepEqual(
      [draft.name, draft.description, draft.categories, draft.options],
      [
        'Statement of Work',
        'For the north wing',
        ['Sales'],
        { flow: 'Sequential', expiresInDays: 20, reminderDays: 3, sendEmails: true },
      ],
    );
    assert.deepEqual(
      draft.signers.map(({ name, email, order, role }) => [name, email, order, role]),
      [
        ['Grace Sample', 'grace@example.com', 1, undefined],
        ['Ada Example', ADA.email, 2, undefined],
      ],
    );
    assert.deepEqual(draft.observers, [{ name: 'Legal', email: 'legal@example.com' }]);
    assert.deepEqual(draft.fields, []);
    assert.deepEqual(
      draft.documents.map(({ name, sha256, origin }) => [name, sha256, origin.uri]),
      [
        ['sow.pdf', hashOf('%PDF theirs'), 'jsign:/a/envelope-1/original/document-sow.pdf/sow.pdf'],
        ['annex.pdf', hashOf('%PDF annex'), 'jsign:/a/envelope-1/original/document-annex.pdf/annex.pdf'],
      ],
    );
    for (const document of draft.documents)
      assert.equal(document.prepared, world.files.address(document.id, document.sha256));
    assert.equal(prepared.size, 2);
    assert.match(said(), /everything of "Statement of Work" but its fields.*not sent from this editor/);
  });

  it('warns of a copy without the hash that jSign names', async () => {
    found = details({ documents: [documentOf('sow.pdf', hashOf('other'))] });
    original('sow.pdf', '%PDF theirs');
    world.prompts.then(script.notify(undefined, /does not have the hash/));
    await useAgain.run(ref);
    assert.equal(composed.length, 1);
  });

  it('keeps the people of an envelope from a template, and points to the template for its fields', async () => {
    const sent: Draft = {
      version: 2,
      id: 'draft-1',
      intentId: 'intent-1',
      accountId: ACCOUNT.id,
      name: 'From template',
      description: '',
      categories: [],
      documents: [],
      signers: [
        { id: 's', name: 'Grace Sample', email: 'grace@example.com', order: 1, role: 'Client', note: 'hi' },
      ],
      observers: [],
      fields: [],
      options: { flow: 'Parallel', expiresInDays: 9, sendEmails: true, qrCode: true },
      template: { id: 'template-1', name: 'SOW template' },
    };
    await world.sent.keep(sent, 'envelope-1');
    original('sow.pdf', '%PDF theirs');
    await useAgain.run(ref);
    const { draft } = made();
    assert.equal(draft.template, undefined);
    assert.deepEqual(draft.signers, [
      { id: 's', name: 'Grace Sample', email: 'grace@example.com', order: 1, note: 'hi' },
    ]);
    assert.deepEqual([draft.options, draft.categories], [sent.options, ['Sales']]);
    assert.equal(draft.documents.length, 1);
    assert.match(said(), /template "SOW template"/);
  });

  it('makes nothing where the documents cannot be had', async () => {
    await assert.rejects(useAgain.run(ref), { kind: 'refused' });
    found = details({ documents: [] });
    await assert.rejects(useAgain.run(ref), /names no document/);
    world.isSignedIn = false;
    world.state = { kind: 'signedOut' };
    await assert.rejects(useAgain.run(ref), /not signed in/);
    assert.deepEqual(composed, []);
  });

  it('hands on what the service says, and can be left', async () => {
    original('sow.pdf', '%PDF theirs');
    world.client.faults.push({ call: 'download', error: failure({ kind: 'network', network: 'reset' }) });
    await assert.rejects(useAgain.run(ref), { kind: 'network' });
    world.prompts.cancelProgress = /Making a draft/;
    await assert.rejects(useAgain.run(ref), isCancelled);
    assert.deepEqual(composed, []);
  });
});
