import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { Draft } from '../../../src/delivery/draft';
import {
  documentOf,
  draftOf,
  inlineDocumentOf,
  signatureOf,
  signerOf,
  templateDraftOf,
} from './support/drafts';
import { CREATE_FAULTS, type CreateFault, TEMPLATE_HASH } from './support/fakeService';
import { checkOutcome, markOf, openWindow, runSends, settleAll } from './support/faultRun';
import { MemoryWorld } from './support/memoryWorld';
import type { Fate } from './support/mortalWindow';
import { Random, Tally } from './support/random';

const RUNS = 600;

const plans = fc.record({
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  drafts: fc.integer({ min: 1, max: 4 }),
  rounds: fc.integer({ min: 1, max: 8 }),
  faults: fc.constantFrom(0.3, 0.7, 1),
  failures: fc.constantFrom(0, 0.1, 0.3),
  crashes: fc.constantFrom(0, 0.3, 0.6),
  cancels: fc.constantFrom(0, 0.1, 0.3),
  fullDisk: fc.constantFrom(0, 0, 0.05, 0.2),
  slowness: fc.constantFrom(0, 2, 6),
  dropsDescriptions: fc.boolean(),
  lookalikes: fc.boolean(),
});
type Plan = typeof plans extends fc.Arbitrary<infer T> ? T : never;

/**
 * Several drafts, some of the same bytes or template to the same signers, as a person makes who is not sure whether it went out.
 *
 * @param names of drafts from templates. Nobody can tell an envelope of a stranger with the same name, signers and time.
 */
function draftsFor(random: Random, count: number, names: readonly [string, ...string[]]): readonly Draft[] {
  return Array.from({ length: count }, (_, index) => {
    const intentId = `intent-${index}-${random.whole(0, 1e9)}`;
    const way = random.pick(['files', 'inline', 'template', 'template']);
    // Some were opened again after their envelope was cancelled, two of them perhaps after the same one.
    const replaces = random.pick([undefined, undefined, 'gone-1', 'gone-2']);
    const again = replaces === undefined ? {} : { replaces };
    if (way === 'template') {
      const id = random.pick(['template-1', 'template-1', 'template-2']);
      return templateDraftOf(intentId, {
        name: random.pick(names),
        template: { id, name: 'Lease' },
        observers: [markOf(intentId)],
        ...again,
      });
    }
    const text = random.pick(['lease', 'lease', 'offer']);
    const document = way === 'inline' ? inlineDocumentOf(text) : documentOf(text);
    const signers = [signerOf('ada', 1), signerOf('grace', 2)];
    return draftOf(intentId, {
      name: random.chance(0.8) ? 'Lease 42' : 'Lease 43',
      documents: [document],
      signers,
      fields: signers.map((signer) => signatureOf(document, signer)),
      ...again,
    });
  });
}

/** Envelopes that look like ours and are not. */
function addLookalikes(world: MemoryWorld): void {
  const signers = [signerOf('ada', 1), signerOf('grace', 2)];
  const lease = [documentOf('lease').sha256];
  const now = world.disk.now;
  const request = { name: 'Lease 42', description: '', signers };
  world.service.add(request, lease, now - 20 * 3_600_000);
  world.service.add(request, [documentOf('other').sha256], now);
  world.service.add({ ...request, signers: signers.slice(1) }, lease, now);
  world.service.add(
    { ...request, description: 'Ref jsign-000000000000 · sha256 0123456789abcdef' },
    lease,
    now,
  );
  // For drafts from a template: too old, of others, of another intent that bears its reference, and much too late.
  const fromTemplate = { ...request, name: 'Deed 7' };
  world.service.add(fromTemplate, [TEMPLATE_HASH], now - 20 * 3_600_000);
  world.service.add({ ...fromTemplate, signers: signers.slice(1) }, [TEMPLATE_HASH], now);
  world.service.add({ ...fromTemplate, description: 'Ref jsign-000000000000' }, lease, now);
  world.service.add(fromTemplate, [TEMPLATE_HASH], now + 20 * 3_600_000);
}

/** The cancelled envelope that all drafts take the place of. It looks like each of them, and bears no reference. */
function addCancelled(world: MemoryWorld): string {
  const signers = [signerOf('ada', 1), signerOf('grace', 2)];
  const request = { name: 'Lease 42', description: '', signers };
  return world.service.add(request, [documentOf('lease').sha256], world.disk.now);
}

/** One send in which the process ends at a given call, then another window. False when the process ended. */
async function sendWithCrash(
  fault: CreateFault | undefined,
  fate: Fate,
  tally: Tally,
  draft: Draft,
  failures = 0,
  seed = fate.diesAt ?? 0,
): Promise<boolean> {
  const random = new Random(seed + 7);
  const world = new MemoryWorld(random, tally, {
    faults: 0,
    failures,
    slowness: 3,
    dropsDescriptions: false,
  });
  if (fault !== undefined) world.service.script.push(fault);
  const first = openWindow(world, random, tally, fate);
  const outcome = await Promise.race([first.delivery.send(draft), first.died]);
  // The person tries the same draft again after the restart, before anything was put in order.
  const second = openWindow(world, random, tally, { diesAt: undefined, cancelsAt: undefined, fullDisk: 0 });
  await checkOutcome(world, draft.intentId, await second.delivery.send(draft));
  await settleAll(world, { drafts: [draft] }, random, tally, new Set());
  return outcome !== 'died';
}

describe('delivery: exactly once', () => {
  const tally = new Tally();
  const document = inlineDocumentOf('lease');
  const signers = [signerOf('ada', 1), signerOf('grace', 2)];
  /** One of each way to create. */
  const drafts = [
    draftOf('intent-1'),
    draftOf('intent-2', {
      documents: [document],
      signers,
      fields: signers.map((signer) => signatureOf(document, signer)),
    }),
    templateDraftOf('intent-3', { observers: [markOf('intent-3')] }),
  ];
  let sends = 0;

  after(() => {
    console.log(`      ${RUNS} runs, ${sends} intents: ${tally.toString()}`);
  });

  it(`sends nothing twice and loses nothing in ${RUNS} runs through faults, crashes and two windows`, async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(plans, async (plan: Plan) => {
        const random = new Random(plan.seed);
        const world = new MemoryWorld(random, tally, plan);
        // Without descriptions a lookalike with another reference could not be told apart by anyone.
        const lookalikes = !plan.dropsDescriptions && plan.lookalikes;
        if (lookalikes) addLookalikes(world);
        // As long as no stranger does it, an envelope from files may have the name of one from a template.
        const drafts = draftsFor(
          random,
          plan.drafts,
          lookalikes ? ['Deed 7', 'Deed 8'] : ['Lease 42', 'Deed 8'],
        );
        const ends = await runSends(world, { ...plan, drafts }, random, tally);
        sends += ends.size;
        for (const { envelopes } of ends.values()) tally.add(`end: ${envelopes} envelope`);
      }),
      { numRuns: RUNS },
    );
  });

  it(`sends one envelope in the place of a cancelled one, and never takes that for it, in ${RUNS / 4} runs`, async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(plans, async (plan: Plan) => {
        const random = new Random(plan.seed);
        const world = new MemoryWorld(random, tally, plan);
        const replaces = addCancelled(world);
        const drafts = draftsFor(random, plan.drafts, ['Lease 42']).map((draft) => ({ ...draft, replaces }));
        await runSends(world, { ...plan, drafts }, random, tally);
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('survives a crash at each single port call of a send, with each end of the creating call', async function () {
    this.timeout(120_000);
    for (const draft of drafts) {
      for (const fault of [undefined, ...CREATE_FAULTS]) {
        for (const diesBefore of [true, false]) {
          for (let diesAt = 1, alive = false; !alive; diesAt += 1) {
            const fate = { diesAt, diesBefore, cancelsAt: undefined, fullDisk: 0 };
            alive = await sendWithCrash(fault, fate, tally, draft);
          }
        }
      }
    }
  });

  it('survives renewals of the token that fail', async () => {
    const fate = { diesAt: undefined, cancelsAt: undefined, fullDisk: 0 };
    for (const draft of drafts) {
      for (let seed = 0; seed < 50; seed += 1)
        await sendWithCrash('create:expired', fate, tally, draft, 0.3, seed);
    }
  });

  it('met every fault, and a crash at every port call', () => {
    const crashes = [
      'locks.acquire',
      'locks.release',
      'journal.lines',
      'documents.open',
      'uploadFile',
      'createWithFiles',
      'create',
      'createWithTemplate',
      'list',
      'details',
      'renew',
      'wait',
      ...['prepared', 'uploading', 'uploaded', 'creating', 'created', 'failed', 'unknown', 'adopted'].map(
        (state) => `journal.append ${state}`,
      ),
    ].flatMap((name) => [`crash before ${name}`, `crash after ${name}`]);
    const others = [
      'upload:reset',
      'list:failed',
      'list:slow',
      'list:grew',
      'details:failed',
      'renew:failed',
      'disk full',
      'cancel',
      'answer: this one',
      'answer: not sent',
      'answer: look again',
      'settle: asked',
      'end: 0 envelope',
      'end: 1 envelope',
      ...['created', 'failed', 'cancelled', 'unknown', 'busy', 'already-sent', 'repeat'].map(
        (state) => `outcome ${state}`,
      ),
    ];
    const missed = [...CREATE_FAULTS, ...others, ...crashes].filter((name) => tally.get(name) === 0);
    assert.deepEqual(missed, []);
  });
});
