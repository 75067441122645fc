import assert from 'node:assert/strict';
import type { EnvelopeDetails } from '../../../../../src/jsign/types';
import { script, ScriptedPrompts } from '../../scriptedPrompts';
import { word } from '../fakes';
import {
  broken,
  failure,
  GRACE,
  LINUS,
  OPEN,
  RECEIVED,
  REF,
  refused,
  sentenceOf,
  unreachable,
  wasLeft,
  World,
} from './world';

const CANCELLED = { status: word('Cancelled'), cancelReason: 'Wrong address' };
const asked = () => [script.type('  Wrong address ', /Why/), script.confirm('cancel', /Lease 42/)];

/** A world whose service cancels, after `then` at the latest. */
function cancelling(
  prompts: ScriptedPrompts,
  answer: (world: World) => Promise<void>,
  start?: EnvelopeDetails,
) {
  const world: World = new World(prompts, start, { cancel: () => answer(world) });
  return world;
}

describe('Cancelling an envelope', () => {
  it('asks for a reason, names who is affected, and is done when the details say so', async () => {
    const start = { ...OPEN, signers: [{ ...GRACE, state: 'signed' as const }, LINUS] };
    const prompts = new ScriptedPrompts(...asked());
    const world = cancelling(prompts, (it) => it.becomes(CANCELLED), start);
    await world.actions.cancel(REF);
    assert.deepEqual(world.calls, [['cancel', 'e1', 'Wrong address']]);
    assert.match(
      prompts.asked[1]?.text ?? '',
      /^Cancel "Lease 42"\?\nSigned already: Grace Sample\nStill to sign: Linus Probe\n.*cannot be undone\.\nLocal sandbox · ada@example\.org$/s,
    );
    assert.deepEqual(prompts.asked[1]?.choices, ['Cancel Envelope']);
    assert.equal(world.store.known('e1')?.status.known, 'Cancelled');
    assert.ok(prompts.progressTitles.some((title) => title.includes('can no longer be stopped')));
    assert.deepEqual(world.opened, []);
    assert.ok(!prompts.asked.some(({ kind }) => kind === 'notify'), 'what can be seen is not announced');
    prompts.finished();
  });

  it('reads again what the views show, though the session was renewed while the question stood', async () => {
    const prompts = new ScriptedPrompts(...asked());
    const world = cancelling(prompts, (it) => it.becomes(CANCELLED));
    const confirm = prompts.confirm.bind(prompts);
    prompts.confirm = (options) => {
      world.renew();
      return confirm(options);
    };
    await world.actions.cancel(REF);
    assert.equal(world.store.known('e1')?.status.known, 'Cancelled');
  });

  it('takes neither an empty reason nor a letter', async () => {
    const prompts = new ScriptedPrompts(
      script.refused('', /Give a reason/),
      script.refused('   ', /Give a reason/),
      script.refused('x'.repeat(501), /501 characters\. Shorten it to 500/),
      script.type('😀'.repeat(500)),
      script.confirm(undefined),
    );
    assert.ok(await wasLeft(new World(prompts).actions.cancel(REF)));
    prompts.finished();
  });

  it('keeps the reason that was typed until it has served', async () => {
    const prompts = new ScriptedPrompts(script.type('Wrong address'), script.confirm('cancel'));
    const world = cancelling(prompts, () => Promise.reject(unreachable()));
    await assert.rejects(world.actions.cancel(REF), { kind: 'network' });
    prompts.then(script.leave('input'));
    assert.ok(await wasLeft(world.actions.cancel(REF)));
    assert.equal(prompts.asked.at(-1)?.value, 'Wrong address');
    prompts.finished();
  });

  it('is refused by state before anything is asked, and the lists are read again', async () => {
    const world = new World(new ScriptedPrompts(), { ...OPEN, status: word('Completed') });
    await world.store.group('AwaitingOthers').open();
    const { lists } = world;
    assert.match(await sentenceOf(world.actions.cancel(REF)), /completed.*documents can be downloaded/);
    assert.ok(world.lists > lists);
    assert.match(
      await sentenceOf(new World(new ScriptedPrompts(), RECEIVED).actions.cancel(REF)),
      /Only grace/,
    );
  });

  it('explains the refusal when the last signer signed while the question stood', async () => {
    const world = cancelling(new ScriptedPrompts(...asked()), async (it) => {
      await it.becomes({ status: word('Completed') });
      throw refused('ENVELOPE_NOT_WAITING');
    });
    assert.equal(
      await sentenceOf(world.actions.cancel(REF)),
      '"Lease 42" was not cancelled. "Lease 42" is completed: everybody has signed. Its signed documents can be downloaded.',
    );
    assert.equal(world.store.known('e1')?.status.known, 'Completed', 'the tree is right');
  });

  it('says that somebody else has cancelled it meanwhile, and what jSign said where nothing explains it', async () => {
    const meanwhile = cancelling(new ScriptedPrompts(...asked()), async (it) => {
      await it.becomes(CANCELLED);
      throw refused('ENVELOPE_NOT_WAITING');
    });
    assert.match(
      await sentenceOf(meanwhile.actions.cancel(REF)),
      /^"Lease 42" is cancelled\. That happened meanwhile/,
    );
    const odd = cancelling(new ScriptedPrompts(...asked()), () => Promise.reject(refused('SOMETHING_ODD')));
    assert.match(await sentenceOf(odd.actions.cancel(REF)), /was not cancelled\. .*\(SOMETHING_ODD\)/);
    const gone = cancelling(new ScriptedPrompts(...asked()), (it) => {
      it.unreadable = refused('ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS');
      return Promise.reject(it.unreadable);
    });
    assert.match(
      await sentenceOf(gone.actions.cancel(REF)),
      /was not cancelled\. jSign has no such envelope/,
    );
  });

  it('is done when the answer was lost and the details say that it was done', async () => {
    const world = cancelling(new ScriptedPrompts(...asked()), async (it) => {
      await it.becomes(CANCELLED);
      throw broken();
    });
    await world.actions.cancel(REF);
    assert.equal(world.calls.length, 1, 'said once');
  });

  it('says what is unknown as unknown, and looks for a while before it does', async () => {
    const world = cancelling(new ScriptedPrompts(...asked()), () => Promise.reject(broken()));
    assert.equal(
      await sentenceOf(world.actions.cancel(REF)),
      'We do not know whether "Lease 42" was cancelled. The connection broke. jSign says of it now: Waiting for 2 of 2. ' +
        'Refresh the list in a moment and look at it, before you try once more.',
    );
    assert.deepEqual(world.clock.waits, [1000, 2000, 4000]);
    assert.equal(world.calls.length, 1, 'never said again by itself');
    assert.equal(world.logged.length, 1);
  });

  it('says that it could not look, where the network stays away', async () => {
    const world = cancelling(new ScriptedPrompts(...asked()), (it) => {
      it.unreadable = unreachable();
      return Promise.reject(failure({ kind: 'timeout', replyRead: false }));
    });
    assert.match(
      await sentenceOf(world.actions.cancel(REF)),
      /We do not know.*took too long.*could not be read again\. Refresh/,
    );
    assert.deepEqual(world.clock.waits, [1000], 'two failed readings are enough');
  });

  it('is plain about it where it surely came too late, though the answer was lost', async () => {
    const world = cancelling(new ScriptedPrompts(...asked()), async (it) => {
      await it.becomes({ status: word('Completed') });
      throw broken();
    });
    assert.match(
      await sentenceOf(world.actions.cancel(REF)),
      /^"Lease 42" was not cancelled\..*is completed/,
    );
  });

  it('does not believe a yes that the details never show', async () => {
    const world = cancelling(new ScriptedPrompts(...asked()), () => Promise.resolve());
    assert.match(
      await sentenceOf(world.actions.cancel(REF)),
      /^jSign took the request to cancel "Lease 42", but does not confirm.*Waiting for 2 of 2/,
    );
  });

  it('leaves what certainly was not done to be tried again', async () => {
    for (const error of [unreachable(), failure({ kind: 'expired' }), failure({ kind: 'not-found' })]) {
      const world = cancelling(new ScriptedPrompts(...asked()), () => Promise.reject(error));
      await assert.rejects(world.actions.cancel(REF), (given) => given === error);
    }
  });

  it('shows a name from outside without its icons and links', async () => {
    const prompts = new ScriptedPrompts(script.leave('input'));
    const world = new World(prompts, { ...OPEN, name: '$(check) [x](command:y)\nLine' });
    assert.ok(await wasLeft(world.actions.cancel(REF)));
    assert.doesNotMatch(prompts.asked[0]?.text ?? '', /\$\(|\]\(|\)\nLine/);
  });
});

describe('Cancelling to send again', () => {
  it('opens the draft once jSign confirms it, with what jSign said', async () => {
    const prompts = new ScriptedPrompts(
      script.type('Wrong address'),
      script.confirm('cancel', /Cancel "Lease 42" and send it again\?.*Nothing is sent before/s),
    );
    let reads = 0;
    const world: World = cancelling(prompts, (it) => {
      ({ reads } = it);
      return Promise.resolve();
    });
    world.onRead = (read) => {
      // The service is slow: the third reading shows it.
      if (reads > 0 && read === reads + 3) void world.becomes(CANCELLED);
    };
    await world.actions.cancelAndSendAgain(REF);
    assert.deepEqual(
      world.opened.map(({ status, id }) => [status.known, id]),
      [['Cancelled', 'e1']],
    );
    assert.deepEqual(world.clock.waits, [1000, 2000]);
    prompts.finished();
  });

  it('opens nothing where the cancel is refused, unconfirmed or unknown, and says so', async () => {
    const answers: readonly (readonly [(world: World) => Promise<void>, RegExp])[] = [
      [() => Promise.reject(refused('ENVELOPE_NOT_WAITING')), /was not cancelled/],
      [() => Promise.resolve(), /does not confirm/],
      [() => Promise.reject(broken()), /We do not know/],
      [
        async (it) => {
          await it.becomes(CANCELLED);
          throw refused('ENVELOPE_NOT_WAITING');
        },
        /That happened meanwhile/,
      ],
    ];
    for (const [answer, wanted] of answers) {
      const world = cancelling(new ScriptedPrompts(...asked()), answer);
      assert.match(await sentenceOf(world.actions.cancelAndSendAgain(REF)), wanted);
      assert.deepEqual(world.opened, []);
    }
  });

  it('opens one that is cancelled already without cancelling it twice', async () => {
    const prompts = new ScriptedPrompts(script.confirm('cancel', /is cancelled already/));
    const world = new World(prompts, { ...OPEN, ...CANCELLED });
    await world.actions.cancelAndSendAgain(REF);
    assert.equal(world.opened.length, 1);
    prompts.finished();
  });

  it('is for the sender alone', async () => {
    const world = new World(new ScriptedPrompts(), { ...RECEIVED, ...CANCELLED });
    assert.match(await sentenceOf(world.actions.cancelAndSendAgain(REF)), /is cancelled\./);
    assert.deepEqual(world.opened, []);
  });
});
