import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Draft } from '../../../../src/delivery/draft';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { script } from '../scriptedPrompts';
import { ACCOUNT, NOW, World } from './world';

const SIGNERS = /Who else signs/;
const REVIEW = /· Send "/;
const REF = { accountId: ACCOUNT.id, envelopeId: 'envelope-9' };
const TEXT = '%PDF sow.pdf';
const signer = (id: string, order: number) => ({
  id,
  name: `${id} Example`,
  email: `${id.toLowerCase()}@example.org`,
  order,
});

/** Ann and Ben at the same time, then Cay. */
function groups(): Draft {
  return {
    version: 2,
    id: 'draft-9',
    intentId: 'intent-9',
    accountId: ACCOUNT.id,
    name: 'SOW',
    description: '',
    categories: [],
    documents: [
      {
        id: 'document-1',
        name: 'sow.pdf',
        size: TEXT.length,
        sha256: createHash('sha256').update(TEXT).digest('hex'),
        pages: [{ width: 595, height: 842 }],
        origin: { uri: 'file:///folder/sow.pdf' },
      },
    ],
    signers: [signer('Ann', 1), signer('Ben', 1), signer('Cay', 2)],
    observers: [],
    fields: ['Ann', 'Ben', 'Cay'].map((signerId, index) => ({
      id: `field-${index}`,
      documentId: 'document-1',
      signerId,
      kind: 'signature',
      page: 1,
      box: { x: 60, y: 80 + 70 * index, width: 180, height: 40 },
      required: true,
    })),
    options: { flow: 'Hybrid', expiresInDays: 14, sendEmails: true },
  };
}

const DETAILS: EnvelopeDetails = {
  id: 'envelope-9',
  name: 'SOW',
  description: '',
  createdBy: 'ada@example.org',
  createdAt: NOW,
  status: { known: 'Cancelled', raw: 'Cancelled' },
  flow: 'Hybrid',
  dueAt: undefined,
  cancelReason: undefined,
  cancelledAt: NOW,
  categories: [],
  documents: [],
  signers: [],
  observers: [],
};

describe('sending again a draft of several people, in groups', () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    world.past = [];
    world.file('sow.pdf', TEXT);
    await world.sent.keep(groups(), REF.envelopeId);
  });
  afterEach(() => world.prompts.finished());

  it('asks before a kept draft goes out as well, whoever it goes to by now', async () => {
    world.prompts.then(
      script.pick('Ben Example', SIGNERS),
      script.pick(/Remove/),
      script.leave('pick', SIGNERS),
      script.notify(undefined, /The draft is kept/),
      script.pick('Done', SIGNERS),
      script.pick('Send to 3 people', REVIEW),
    );
    await world.sendAgain(REF, DETAILS);
    await world.sendAgain(REF, DETAILS);
    assert.deepEqual([world.client.created.length, world.keyed.texts.size], [1, 1]);
    world.prompts.then(
      script.pick(/SOW/, /Unfinished Sends/),
      script.pick('Review and Send…'),
      script.pick('Send to 2 people', REVIEW),
      script.confirm(undefined, /The cancelled envelope was sent again on 12 May 2026.*, as "SOW"\./),
    );
    await world.actions.run('jsign.unfinishedSends', () => world.unfinished.show());
    assert.deepEqual([world.client.created.length, world.keyed.texts.size], [1, 1]);
  });

  const sentOrder = () => {
    const [envelope] = world.client.created;
    return [envelope?.options.flow, ...(envelope?.signers ?? []).map(({ email, order }) => [email, order])];
  };
  const review = () => world.prompts.asked.findLast(({ text }) => text.includes('· Send "'))?.choices ?? [];

  it('keeps the groups, and shows them in the review', async () => {
    world.prompts.then(script.pick('Done', SIGNERS), script.pick('Send to 3 people', REVIEW));
    await world.sendAgain(REF, DETAILS);
    assert.deepEqual(sentOrder(), [
      'Hybrid',
      ['ann@example.org', 1],
      ['ben@example.org', 1],
      ['cay@example.org', 2],
    ]);
    assert.ok(review().includes('In groups, one after the other'));
  });

  it('keeps the groups of those who stay when somebody is left out', async () => {
    world.prompts.then(
      script.pick('Ben Example', SIGNERS),
      script.pick(/Remove/),
      script.pick('Done', SIGNERS),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.sendAgain(REF, DETAILS);
    assert.deepEqual(sentOrder(), ['Sequential', ['ann@example.org', 1], ['cay@example.org', 2]]);
  });

  it('lets somebody new sign after all the others', async () => {
    world.prompts.then(
      script.pickText('Dan Example <dan@example.org>', SIGNERS),
      script.pick('Done', SIGNERS),
      script.pick('Send to 4 people', REVIEW),
    );
    await world.sendAgain(REF, DETAILS);
    assert.deepEqual(sentOrder(), [
      'Hybrid',
      ['ann@example.org', 1],
      ['ben@example.org', 1],
      ['cay@example.org', 2],
      ['dan@example.org', 3],
    ]);
  });

  it('takes one after the other where the person chooses that, and at the same time likewise', async () => {
    world.prompts.then(
      script.pick('Done', SIGNERS),
      script.pick('In groups, one after the other', REVIEW),
      script.pick('At the same time'),
      script.pick('Everybody at the same time', REVIEW),
      script.pick('In this order'),
      script.pick('Send to 3 people', REVIEW),
    );
    await world.sendAgain(REF, DETAILS);
    assert.ok(review().includes('One after the other'));
    assert.deepEqual(sentOrder(), [
      'Sequential',
      ['ann@example.org', 1],
      ['ben@example.org', 2],
      ['cay@example.org', 3],
    ]);
  });
});
