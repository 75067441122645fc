import assert from 'node:assert/strict';
import type { EnvelopeDetails } from '../../../../../src/jsign/types';
import { script, ScriptedPrompts } from '../../scriptedPrompts';
import { word } from '../fakes';
import { ADA, broken, GRACE, OPEN, RECEIVED, REF, refused, sentenceOf, wasLeft, World } from './world';

describe('Declining to sign', () => {
  const asked = () => [
    script.type('The fee is wrong', /Why/),
    script.confirm('decline', /ends the envelope/),
  ];

  it('asks for a reason, names the sender and all who are affected, and is confirmed by the details', async () => {
    const prompts = new ScriptedPrompts(...asked());
    const world: World = new World(prompts, RECEIVED, {
      decline: () => world.becomes({ status: word('Declined'), signers: [{ ...ADA, state: 'declined' }] }),
    });
    await world.actions.decline(REF);
    assert.deepEqual(world.calls, [['decline', 'e1', 'The fee is wrong']]);
    assert.match(
      prompts.asked[1]?.text ?? '',
      /Sent by: grace@example\.com\nStill to sign: Ada Example, Linus Probe/,
    );
    assert.equal(world.store.known('e1')?.status.known, 'Declined');
    prompts.finished();
  });

  it('needs a reason, and nothing happens without a confirmation', async () => {
    const prompts = new ScriptedPrompts(
      script.refused(' ', /Give a reason/),
      script.type('No'),
      script.confirm(undefined),
    );
    const world = new World(prompts, RECEIVED);
    assert.ok(await wasLeft(world.actions.decline(REF)));
    prompts.finished();
  });

  it('tells the sender that cancelling is their way', async () => {
    const own = { ...OPEN, status: word('AwaitingMySignature'), signers: [ADA] };
    const world = new World(new ScriptedPrompts(), own);
    assert.match(await sentenceOf(world.actions.decline(REF)), /You sent "Lease 42".*Cancel it instead/);
  });

  it('explains a refusal by the turn of the signer, else in the words of the code', async () => {
    const later: EnvelopeDetails = {
      ...RECEIVED,
      status: word('AwaitingOthers'),
      flow: 'Sequential',
      signers: [
        { ...GRACE, order: 1 },
        { ...ADA, order: 2 },
      ],
    };
    const early = new World(new ScriptedPrompts(...asked()), later, {
      decline: () => Promise.reject(refused('SIGNER_NOT_ON_TURN')),
    });
    assert.match(
      await sentenceOf(early.actions.decline(REF)),
      /was not declined\. It is not your turn yet: somebody signs before you\. Decline once it is your turn/,
    );
    // The service says that it is; what it says of the others' turns does not count against that.
    const own = { ...later, status: word('AwaitingMySignature') };
    const turn = new World(new ScriptedPrompts(...asked()), own, {
      decline: () => Promise.reject(refused('REASON_INVALID')),
    });
    assert.doesNotMatch(await sentenceOf(turn.actions.decline(REF)), /not your turn/);
    const odd = new World(new ScriptedPrompts(...asked()), RECEIVED, {
      decline: () => Promise.reject(refused('ENVELOPE_CREATOR_CANNOT_DECLINE')),
    });
    assert.match(await sentenceOf(odd.actions.decline(REF)), /was not declined\. You sent this envelope/);
  });

  it('says when it was signed elsewhere meanwhile, and what is unknown', async () => {
    const signed: World = new World(new ScriptedPrompts(...asked()), RECEIVED, {
      decline: async () => {
        await signed.becomes({
          status: word('AwaitingOthers'),
          signers: [{ ...ADA, state: 'signed' }, GRACE],
        });
        throw refused('SIGNER_ALREADY_SIGNED');
      },
    });
    assert.match(
      await sentenceOf(signed.actions.decline(REF)),
      /not declined\. You have signed "Lease 42" already/,
    );
    const lost = new World(new ScriptedPrompts(...asked()), RECEIVED, {
      decline: () => Promise.reject(broken()),
    });
    assert.match(await sentenceOf(lost.actions.decline(REF)), /We do not know.*Needs your signature/);
  });
});

describe('Extending the due date', () => {
  const EXPIRED = { ...OPEN, status: word('Expired'), dueAt: Date.UTC(2026, 4, 1) };

  it('offers two weeks, shows the date that results, and is confirmed by the details', async () => {
    const prompts = new ScriptedPrompts(
      script.type('in 14 days', /year-month-day/),
      script.confirm('extend', /until .*26.* \(in 14 days\)\?.*Still to sign: Grace Sample, Linus Probe/s),
    );
    const world: World = new World(prompts, EXPIRED, {
      extendDueDate: () => world.becomes({ status: word('AwaitingOthers'), dueAt: Date.UTC(2026, 4, 26) }),
    });
    await world.actions.extendDueDate(REF);
    assert.deepEqual(world.calls, [['extendDueDate', 'e1', '2026-05-26']]);
    assert.equal(prompts.asked[0]?.value, '2026-05-26');
    prompts.finished();
  });

  it('refuses what cannot be a due date while the person types', async () => {
    const prompts = new ScriptedPrompts(
      script.refused('2026-05-11', /future/),
      script.refused('2026-05-12', /future/),
      script.refused('2027-02-30', /no date/),
      script.refused('tomorrow', /no date/),
      script.refused('2040-01-01', /5 years/),
      script.leave('input'),
    );
    assert.ok(await wasLeft(new World(prompts, EXPIRED).actions.extendDueDate(REF)));
    prompts.finished();
  });

  it('asks again where midnight came between', async () => {
    const prompts = new ScriptedPrompts(
      script.type('2026-05-13'),
      script.type('2026-05-20'),
      script.confirm(undefined),
    );
    const world = new World(prompts, EXPIRED);
    const input = prompts.input.bind(prompts);
    let first = true;
    prompts.input = async (options) => {
      const given = await input(options);
      if (first) world.clock.time += 24 * 3_600_000;
      first = false;
      return given;
    };
    assert.ok(await wasLeft(world.actions.extendDueDate(REF)));
    prompts.finished();
  });

  it('is for expired envelopes of the sender', async () => {
    const say = (start: EnvelopeDetails) =>
      sentenceOf(new World(new ScriptedPrompts(), start).actions.extendDueDate(REF));
    assert.match(await say(OPEN), /has not expired/);
    assert.match(await say({ ...OPEN, status: word('Cancelled') }), /is cancelled/);
    assert.match(await say({ ...RECEIVED, status: word('Expired') }), /Only grace@example\.com/);
  });

  it('believes the details, not the reply, and explains a refusal', async () => {
    const asked = () => [script.type('30'), script.confirm('extend')];
    const deaf = new World(new ScriptedPrompts(...asked()), EXPIRED, {
      extendDueDate: () => Promise.resolve(),
    });
    assert.match(await sentenceOf(deaf.actions.extendDueDate(REF)), /still shows it as expired/);
    const late: World = new World(new ScriptedPrompts(...asked()), EXPIRED, {
      extendDueDate: async () => {
        await late.becomes({ status: word('Cancelled') });
        throw refused('ENVELOPE_NOT_EXPIRED');
      },
    });
    assert.match(
      await sentenceOf(late.actions.extendDueDate(REF)),
      /was not extended\. "Lease 42" is cancelled/,
    );
  });
});

describe('Deleting the files', () => {
  const COMPLETED = { ...OPEN, status: word('Completed') };

  it('names what is deleted for good, and deletes only what was confirmed', async () => {
    const prompts = new ScriptedPrompts(script.confirm('delete', /Delete the files of "Lease 42"\?/));
    const world = new World(prompts, COMPLETED, { deleteFiles: () => Promise.resolve() });
    await world.actions.deleteFiles(REF);
    assert.deepEqual(world.calls, [['deleteFiles', 'e1']]);
    assert.match(
      prompts.asked[0]?.text ?? '',
      /documents as they were sent \(lease\.pdf\)\ntheir signed copies\nall attachments\n.*cannot be undone/,
    );
    assert.deepEqual(prompts.asked[0]?.choices, ['Download First', 'Delete Files']);
    prompts.finished();
  });

  it('downloads first and deletes nothing then', async () => {
    const world = new World(new ScriptedPrompts(script.confirm('download')), COMPLETED);
    await world.actions.deleteFiles(REF);
    assert.deepEqual(world.downloads, [REF]);
    assert.deepEqual(world.calls, []);
  });

  it('leaves without a trace', async () => {
    const world = new World(new ScriptedPrompts(script.confirm(undefined)), COMPLETED);
    assert.ok(await wasLeft(world.actions.deleteFiles(REF)));
    assert.deepEqual([world.calls, world.downloads], [[], []]);
  });

  it('is for completed envelopes', async () => {
    for (const status of ['AwaitingOthers', 'Declined', 'Cancelled', 'Expired', 'unknown'] as const) {
      const world = new World(new ScriptedPrompts(), { ...OPEN, status: word(status) });
      assert.match(await sentenceOf(world.actions.deleteFiles(REF)), /Only the files of completed/, status);
    }
  });

  it('says what is unknown as unknown, and who may be the one who can', async () => {
    const lost = new World(new ScriptedPrompts(script.confirm('delete')), COMPLETED, {
      deleteFiles: () => Promise.reject(broken()),
    });
    assert.match(
      await sentenceOf(lost.actions.deleteFiles(REF)),
      /We do not know whether the files of "Lease 42"/,
    );
    const other = new World(
      new ScriptedPrompts(script.confirm('delete')),
      { ...RECEIVED, status: word('Completed') },
      { deleteFiles: () => Promise.reject(refused('PERMISSION_DENIED')) },
    );
    assert.match(
      await sentenceOf(other.actions.deleteFiles(REF)),
      /were not deleted\. .*PERMISSION_DENIED.* It was sent by grace@example\.com: jSign may let only the sender/,
    );
  });
});
