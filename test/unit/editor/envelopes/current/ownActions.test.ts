import assert from 'node:assert/strict';
import { carryOut } from '../../../../../src/editor/envelopes/actions/carryOut';
import type { ActionClient, ActionsPorts } from '../../../../../src/editor/envelopes/actions/ports';
import { plain } from '../../../../../src/editor/platform/translate';
import { When } from '../../../../../src/editor/platform/when';
import { clientWith } from '../fakes';
import { KeptMemory, QuickClock } from '../actions/world';
import { ScriptedPrompts } from '../../scriptedPrompts';
import { MINUTE, until, worlds, type FakeService, type Window } from './world';

const START = MINUTE;
const TWO_ROTATIONS = 8 * MINUTE;

/** Lets time pass for all; what goes on in files comes whenever it comes. */
async function pass(milliseconds: number, ...windows: readonly Window[]): Promise<void> {
  await windows[0]?.clock.advance(milliseconds, async () => {
    for (const window of windows) await window.settle();
  });
}

/** What the command does once the person has said yes. */
async function declineIn({ store }: Window, service: FakeService, envelopeId: string): Promise<void> {
  assert.ok(store);
  const client: ActionClient = clientWith({
    decline: (id) => {
      service.get(id).status = 'Declined';
      return Promise.resolve();
    },
  });
  const clock = new QuickClock();
  const nothing = (): void => undefined;
  const ports: ActionsPorts = {
    stores: { forAccount: () => Promise.resolve(store) },
    client: () => Promise.resolve(client),
    prompts: new ScriptedPrompts(),
    translate: plain,
    when: new When('en', () => clock.now()),
    clock,
    log: { trace: nothing, info: nothing, warn: nothing, error: nothing },
    memory: new KeptMemory(),
    environmentLabel: () => 'Local sandbox',
    download: () => Promise.resolve(),
    sendAgain: () => Promise.resolve(),
  };
  const sentence = { text: 'It is declined.' };
  const opened = {
    ref: { accountId: store.account.id, envelopeId },
    store,
    details: await store.details(envelopeId),
    name: envelopeId,
  };
  await carryOut(ports, opened, {
    action: 'decline',
    doing: sentence,
    run: ({ envelopes }) => envelopes.decline(envelopeId, 'no'),
    isDone: ({ status }) => status.known === 'Declined',
    words: { refused: sentence, unconfirmed: sentence, unknown: sentence },
  });
}

describe('Staying current: what the person did', () => {
  const world = worlds();

  it('is no news in the window that polls, nor where it was done in another one', async () => {
    const { service, open } = world();
    for (const id of ['a', 'b', 'c']) service.add(id);
    const one = open();
    await pass(START, one);
    const two = open();
    two.look({ isFocused: false });
    await pass(TWO_ROTATIONS, one, two);
    assert.deepEqual([one.current.watch?.isPolling, two.current.watch?.isPolling], [true, false]);
    await declineIn(one, service, 'a');
    await declineIn(two, service, 'b');
    await pass(TWO_ROTATIONS, one, two);
    await until(() => one.kinds('b').length > 0, 'the event');
    assert.deepEqual([one.kinds('a'), one.kinds('b')], [['declined'], ['declined']]);
    assert.deepEqual([one.messages, two.messages], [[], []]);
    service.get('c').status = 'Declined';
    await pass(TWO_ROTATIONS, one, two);
    assert.deepEqual(one.messages, ['"Envelope c" was declined.']);
  });

  it('hides nothing that comes after it, also where it changed nothing', async () => {
    const { service, open } = world();
    service.add('a');
    const window = open();
    await window.pass(START + TWO_ROTATIONS);
    await window.store?.details('a');
    await window.store?.reread('a');
    service.get('a').status = 'Declined';
    await window.pass(TWO_ROTATIONS);
    assert.deepEqual(window.messages, ['"Envelope a" was declined.']);
  });
});
