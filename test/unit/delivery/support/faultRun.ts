import assert from 'node:assert/strict';

import type { Draft } from '../../../../src/delivery/draft';
import type { DeliveryClient, DeliveryPorts, SendOutcome } from '../../../../src/delivery/ports';
import { referenceOf } from '../../../../src/delivery/reference';
import { ACCOUNT } from './drafts';
import { type Fate, MortalWindow, type SharedDisk } from './mortalWindow';
import type { Random, Tally } from './random';

/** A service with faults, and the truth about it. In memory or over HTTP: the run does not care. */
export interface SendWorld {
  readonly disk: SharedDisk;
  /** The operations as this window sees them. Those that must be able to kill the window go through `window.call`. */
  client(window: MortalWindow): DeliveryClient;
  readonly documents: DeliveryPorts['documents'];
  /** Ids of the envelopes that truly came of this intent. */
  envelopesOf(intentId: string): Promise<readonly string[]>;
  /** Whether an envelope may still come of it. */
  mayStillCome(intentId: string): Promise<boolean>;
  /** No faults from here on; all that was on its way has happened and shows. */
  settle(): Promise<void>;
}

export interface RunPlan {
  readonly drafts: readonly Draft[];
  readonly rounds: number;
  /** Probability that a window ends, that the person cancels, that a write fails. */
  readonly crashes: number;
  readonly cancels: number;
  readonly fullDisk: number;
}

/** How each intent ended, by intent id. */
export type RunEnd = ReadonlyMap<string, { readonly envelopes: number; readonly state: string }>;

const MORTAL_CALLS = 30;

/**
 * Sends drafts through faults, in one or two windows at a time, with a person who answers truthfully or not at all; then puts
 * everything in order as a later start would, and checks that nothing was sent twice and nothing was lost.
 */
export async function runSends(
  world: SendWorld,
  plan: RunPlan,
  random: Random,
  tally: Tally,
): Promise<RunEnd> {
  const repeatsAllowed = new Set<string>();
  for (let round = 0; round < plan.rounds; round += 1) {
    const windows = random.chance(0.5) ? 2 : 1;
    const first = pickDraft(plan, random);
    // Two windows more often than not take the same draft, or another one of the same bytes.
    const drafts = windows === 2 ? [first, random.chance(0.6) ? first : pickDraft(plan, random)] : [first];
    await Promise.all(drafts.map((draft) => work(world, plan, draft, random, tally, repeatsAllowed)));
    await checkNow(world, plan);
  }
  return settleAll(world, plan, random, tally, repeatsAllowed);
}

async function work(
  world: SendWorld,
  plan: RunPlan,
  draft: Draft,
  random: Random,
  tally: Tally,
  repeatsAllowed: Set<string>,
): Promise<void> {
  const window = openWindow(world, random, tally, {
    diesAt: random.chance(plan.crashes) ? random.whole(1, MORTAL_CALLS) : undefined,
    cancelsAt: random.chance(plan.cancels) ? random.whole(1, MORTAL_CALLS) : undefined,
    fullDisk: plan.fullDisk,
  });
  const allowRepeat = repeatsAllowed.has(draft.intentId);
  const options = { signal: window.signal, allowRepeat, leaveOutProvenance: random.chance(0.3) };
  const outcome = await Promise.race([window.delivery.send(draft, options), window.died]);
  if (outcome === 'died') return;
  tally.add(`outcome ${outcome.state}`);
  await checkOutcome(world, draft.intentId, outcome);
  if (outcome.state === 'repeat' && random.chance(0.3)) repeatsAllowed.add(draft.intentId);
  if (outcome.state === 'unknown') {
    await Promise.race([answer(world, window, draft.intentId, outcome, random, tally), window.died]);
  }
}

/** The person knows the truth (they ask the signers), and tells it, or looks again, or closes the window. */
async function answer(
  world: SendWorld,
  window: MortalWindow,
  intentId: string,
  outcome: SendOutcome & { readonly state: 'unknown' },
  random: Random,
  tally: Tally,
): Promise<void> {
  const says = random.pick(['truth', 'look again', 'nothing']);
  const truth = await world.envelopesOf(intentId);
  const open = await world.mayStillCome(intentId);
  try {
    if (says === 'truth' && truth[0] !== undefined) {
      tally.add('answer: this one');
      await window.delivery.adopt(intentId, truth[0]);
    } else if (says === 'truth' && !open) {
      assert.equal(
        outcome.evidence.candidates.some((candidate) => candidate.matches.includes('reference')),
        false,
        'evidence shows a reference that no envelope bears',
      );
      tally.add('answer: not sent');
      await window.delivery.notSent(intentId);
    } else if (says === 'look again') {
      tally.add('answer: look again');
      await checkOutcome(world, intentId, await window.delivery.resolve(intentId));
    }
  } catch (error) {
    // A full disk, a service that cannot be asked, another window: the question stays open.
    if (error instanceof assert.AssertionError) throw error;
  }
}

/** What is claimed at the moment it is claimed. */
export async function checkOutcome(world: SendWorld, intentId: string, outcome: SendOutcome): Promise<void> {
  const truth = await world.envelopesOf(intentId);
  switch (outcome.state) {
    case 'created':
    case 'already-sent':
      assert.deepEqual(truth, [outcome.envelopeId], `claimed "${outcome.state}"`);
      break;
    case 'failed':
    case 'cancelled':
      assert.deepEqual(truth, [], `claimed "${outcome.state}" but an envelope is there`);
      assert.equal(await world.mayStillCome(intentId), false, `claimed "${outcome.state}" too early`);
      break;
    case 'unknown':
    case 'busy':
    case 'repeat':
      break;
  }
}

/** At no time may there be two, nor one that the journal does not know of. */
async function checkNow(world: SendWorld, plan: Pick<RunPlan, 'drafts'>): Promise<void> {
  for (const { intentId } of plan.drafts) {
    const truth = await world.envelopesOf(intentId);
    assert.ok(truth.length <= 1, `${intentId} was sent ${truth.length} times`);
    const states = journalStates(world.disk.lines, intentId);
    if (truth.length === 1) {
      const last = states.at(-1) ?? 'nothing';
      assert.ok(
        ['creating', 'unknown', 'created', 'adopted'].includes(last),
        `an envelope of ${intentId} is at the service, but the journal says "${last}"`,
      );
    }
  }
}

/** What a later start does: open intents are resolved, and what cannot be is answered with the truth. Checks the end. */
export async function settleAll(
  world: SendWorld,
  plan: Pick<RunPlan, 'drafts'>,
  random: Random,
  tally: Tally,
  repeatsAllowed: ReadonlySet<string>,
): Promise<RunEnd> {
  await world.settle();
  const window = openWindow(world, random, tally, { diesAt: undefined, cancelsAt: undefined, fullDisk: 0 });
  for (const { intentId } of await window.delivery.open()) {
    const outcome = await window.delivery.resolve(intentId);
    await checkOutcome(world, intentId, outcome);
    if (outcome.state !== 'unknown') continue;
    tally.add('settle: asked');
    const [envelopeId] = await world.envelopesOf(intentId);
    if (envelopeId === undefined) await window.delivery.notSent(intentId);
    else await window.delivery.adopt(intentId, envelopeId);
  }
  assert.deepEqual(await window.delivery.open(), [], 'something stayed open');
  await checkNow(world, plan);
  const ends = new Map<string, { envelopes: number; state: string }>();
  for (const { intentId } of plan.drafts) {
    const state = journalStates(world.disk.lines, intentId).at(-1) ?? 'nothing';
    const envelopes = (await world.envelopesOf(intentId)).length;
    assert.equal(
      envelopes,
      state === 'created' || state === 'adopted' ? 1 : 0,
      `${intentId} ended as "${state}"`,
    );
    ends.set(intentId, { envelopes, state });
  }
  for (const same of groupsOfSame(plan.drafts)) {
    const unasked = same.filter((draft) => !repeatsAllowed.has(draft.intentId));
    const sent = unasked.filter((draft) => ends.get(draft.intentId)?.envelopes === 1).length;
    assert.ok(sent <= 1, `the same went to the same signers ${sent} times without asking`);
  }
  return ends;
}

/** A window on the world, which lives as long as `fate` says. */
export function openWindow(world: SendWorld, random: Random, tally: Tally, fate: Fate): MortalWindow {
  return new MortalWindow(
    world.disk,
    (window) => world.client(window),
    world.documents,
    random,
    tally,
    fate,
    ACCOUNT,
  );
}

function pickDraft(plan: RunPlan, random: Random): Draft {
  const draft = plan.drafts[random.whole(0, plan.drafts.length - 1)];
  assert.ok(draft !== undefined);
  return draft;
}

/** Read here without the code under test. */
function journalStates(lines: readonly string[], intentId: string): readonly string[] {
  const states = lines.map(
    (line) => JSON.parse(line) as { readonly intentId: string; readonly state: string },
  );
  return states.filter((entry) => entry.intentId === intentId).map((entry) => entry.state);
}

/** The same to the same signers, or in the place of the same cancelled envelope. */
function groupsOfSame(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = JSON.stringify([
      draft.template === undefined
        ? draft.documents.map((one) => one.sha256)
        : [draft.template.id, draft.name],
      draft.signers.map((one) => one.email),
    ]);
    for (const each of draft.replaces === undefined ? [key] : [key, `replaces ${draft.replaces}`])
      groups.set(each, [...(groups.get(each) ?? []), draft]);
  }
  return [...groups.values()];
}

/**
 * Whether a request or an envelope came of an intent: its description bears the reference, or, since an envelope from a template
 * has none, it bears the mark that {@link markOf} gave it. The code under test knows nothing of the mark.
 */
export function cameOf(
  request: {
    readonly description?: string;
    readonly observers?: readonly { readonly email: string }[];
  },
  intentId: string,
): boolean {
  if (request.description?.includes(referenceOf(intentId)) === true) return true;
  return request.observers?.some(({ email }) => email === markOf(intentId).email) === true;
}

/** An observer that tells from which intent an envelope came. */
export function markOf(intentId: string): { readonly name: string; readonly email: string } {
  return { name: 'Mark', email: `${intentId}@mark.example.org` };
}
