import assert from 'node:assert/strict';
import { script, ScriptedPrompts } from '../../scriptedPrompts';
import { details, signer, word } from '../fakes';
import {
  ADA,
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

const HOUR = 3_600_000;
const sent = () => Promise.resolve();
const confirmed = (about = /Remind/) => script.confirm('remind', about);
const info = (prompts: ScriptedPrompts): string | undefined =>
  prompts.asked.findLast(({ kind }) => kind === 'notify')?.text;

describe('Reminding', () => {
  it('says at once why nobody is reminded, although the lists are slow', async () => {
    const never = { list: () => new Promise<never>(() => undefined) };
    const signed = { ...OPEN, signers: [{ ...GRACE, state: 'signed' as const }] };
    const world = new World(new ScriptedPrompts(), signed, never);
    assert.match(await sentenceOf(world.actions.remindSigner(REF, [GRACE.email])), /has signed/);
    assert.match(await sentenceOf(world.actions.remindSigner(REF, [])), /Nobody is left/);
    world.now = { ...OPEN, status: word('Completed') };
    assert.match(await sentenceOf(world.actions.remindSigner(REF, [])), /is completed/);
    assert.ok(world.calls.every(([name]) => name === 'list'));
  });

  it('mails the signer that was pointed at, once, after naming them', async () => {
    const prompts = new ScriptedPrompts(confirmed(/Grace Sample <grace@example\.com>.*"Lease 42"/));
    const world = new World(prompts, OPEN, { remindSigner: sent });
    await world.actions.remindSigner(REF, ['GRACE@example.com']);
    assert.deepEqual(world.calls, [['remindSigner', 'e1', 'grace@example.com']]);
    assert.match(prompts.asked[0]?.text ?? '', /Local sandbox · ada@example\.org/);
    assert.equal(info(prompts), 'Reminded Grace Sample.');
    assert.equal(world.reads, 2, 'read before and again afterwards');
    prompts.finished();
  });

  it('lets the person pick where nobody was pointed at', async () => {
    const prompts = new ScriptedPrompts(script.pick('Linus Probe'), confirmed());
    const world = new World(prompts, OPEN, { remindSigner: sent });
    await world.actions.remindSigner(REF, []);
    assert.deepEqual(world.calls, [['remindSigner', 'e1', 'linus@example.net']]);
    prompts.finished();
  });

  it('sends nothing when the person leaves at any question', async () => {
    for (const line of [script.confirm(undefined), script.leave('pickMany'), script.pickMany([])]) {
      const prompts = new ScriptedPrompts(line);
      const world = new World(prompts, line.kind === 'confirm' ? { ...OPEN, signers: [GRACE] } : OPEN);
      assert.ok(await wasLeft(world.actions.remindAll(REF)));
      prompts.finished();
    }
  });

  it('reminds all whose turn it is, those alone, and is silent for an hour', async () => {
    const flow = details('e1', {
      name: 'Lease 42',
      flow: 'Hybrid',
      signers: [
        { ...ADA, state: 'signed' },
        GRACE,
        { ...LINUS, order: 2 },
        signer({ email: 'last@example.org', order: 3 }),
      ],
    });
    const prompts = new ScriptedPrompts(
      script.pickMany(['Grace Sample', 'Linus Probe']),
      confirmed(/2 people.*\n.*Grace Sample <.*\nLinus Probe </s),
    );
    const world = new World(prompts, flow, { remindSigner: sent });
    await world.actions.remindAll(REF);
    assert.deepEqual(prompts.asked[0]?.choices, ['Grace Sample', 'Linus Probe']);
    assert.deepEqual(
      world.calls.map(([, , email]) => email),
      ['grace@example.com', 'linus@example.net'],
    );
    assert.equal(info(prompts), 'Reminded Grace Sample, Linus Probe.');
    prompts.finished();

    // Another window, or the same one after a reload.
    const again = new World(new ScriptedPrompts(), flow, { remindSigner: sent }, world.memory);
    again.clock.time = world.clock.time + HOUR - 10 * 60_000;
    assert.match(
      await sentenceOf(again.actions.remindAll(REF)),
      /Everyone whose turn it is was reminded of "Lease 42" less than an hour ago\. You can remind again in 10 minutes\./,
    );
    assert.match(
      await sentenceOf(again.actions.remindSigner(REF, [GRACE.email])),
      /Grace Sample was reminded.*10 minutes/,
    );
    again.clock.time += 9 * 60_000;
    assert.match(await sentenceOf(again.actions.remindSigner(REF, [])), /in a minute/);
    assert.deepEqual(again.calls, []);
  });

  it('names those within the hour, and does not offer them', async () => {
    const memory = new World(new ScriptedPrompts()).memory;
    const first = new World(new ScriptedPrompts(confirmed()), OPEN, { remindSigner: sent }, memory);
    await first.actions.remindSigner(REF, [GRACE.email]);
    const about = /Who gets a mail \(reminded less than an hour ago: Grace Sample\)/;
    const prompts = new ScriptedPrompts(script.pickMany(['Linus Probe'], about), confirmed());
    const world = new World(prompts, OPEN, { remindSigner: sent }, memory);
    await world.actions.remindAll(REF);
    assert.deepEqual(prompts.asked[0]?.choices, ['Linus Probe']);
    assert.deepEqual(
      world.calls.map(([, , email]) => email),
      ['linus@example.net'],
    );
    prompts.finished();
  });

  it('ticks everybody but the person themselves', async () => {
    const own = { ...OPEN, signers: [ADA, GRACE] };
    const prompts = new ScriptedPrompts(script.leave('pickMany'));
    const ticked: unknown[] = [];
    const pickMany = prompts.pickMany.bind(prompts);
    prompts.pickMany = (options) => {
      ticked.push(...options.items.map(({ label, picked }) => [label, picked]));
      return pickMany(options);
    };
    assert.ok(await wasLeft(new World(prompts, own).actions.remindAll(REF)));
    assert.deepEqual(ticked, [
      ['You, Ada Example', false],
      ['Grace Sample', true],
    ]);
  });

  it('says why somebody cannot be reminded, and reads the lists again', async () => {
    const flow = details('e1', {
      name: 'Lease 42',
      flow: 'Sequential',
      signers: [{ ...ADA, state: 'signed' }, GRACE, LINUS],
    });
    const world = new World(new ScriptedPrompts(), flow);
    await world.store.group('AwaitingOthers').open();
    const { lists } = world;
    const say = (email: string) => sentenceOf(world.actions.remindSigner(REF, [email]));
    assert.equal(await say(ADA.email), 'Ada Example has signed "Lease 42" already.');
    assert.ok(world.lists > lists);
    assert.equal(
      await say(LINUS.email),
      'It is not the turn of Linus Probe yet in "Lease 42". Remind Grace Sample instead.',
    );
    assert.match(await say('nobody@example.org'), /Nobody with this address signs "Lease 42" any more/);
    await world.becomes({ signers: [{ ...GRACE, state: 'declined' }] });
    assert.equal(await say(GRACE.email), 'Grace Sample has declined "Lease 42".');
    await world.becomes({ signers: [{ ...GRACE, state: 'signed' }] });
    assert.equal(
      await sentenceOf(world.actions.remindAll(REF)),
      'Nobody is left to be reminded of "Lease 42".',
    );
  });

  it('is refused by state before anything is asked', async () => {
    const completed = new World(new ScriptedPrompts(), { ...OPEN, status: word('Completed') });
    assert.match(await sentenceOf(completed.actions.remindAll(REF)), /is completed: everybody has signed/);
    const received = new World(new ScriptedPrompts(), RECEIVED);
    assert.match(await sentenceOf(received.actions.remindAll(REF)), /Only grace@example\.com.*can remind/);
    const out = new World(new ScriptedPrompts());
    out.signedOut = true;
    assert.equal(
      await sentenceOf(out.actions.remindAll(REF)),
      'This account is signed out. Sign in and try again.',
    );
  });

  it('reports who was reminded, who perhaps, and who not and why', async () => {
    const prompts = new ScriptedPrompts(
      script.pickMany(['Ada Example', 'Grace Sample', 'Linus Probe'].map((name) => new RegExp(name))),
      confirmed(/3 people/),
    );
    const answers: Record<string, () => Promise<void>> = {
      [ADA.email]: sent,
      [GRACE.email]: () =>
        Promise.reject(failure({ kind: 'server', status: 500, code: 'EMAIL_SENDING_FAILED' })),
      [LINUS.email]: () => Promise.reject(refused('EMAIL_DOES_NOT_BELONG_TO_ENVELOPE')),
    };
    const world = new World(
      prompts,
      { ...OPEN, signers: [ADA, GRACE, LINUS] },
      { remindSigner: (_id, email) => answers[email]?.() ?? Promise.reject(new Error(email)) },
    );
    assert.equal(
      await sentenceOf(world.actions.remindAll(REF)),
      'Reminded: Ada Example. We do not know whether the reminder went out to Grace Sample. jSign reports a problem with its e-mail. ' +
        'Linus Probe was not reminded. Nobody with this e-mail address signs this envelope. ' +
        'It counts as sent for the next hour, so that nobody is reminded twice.',
    );
    assert.equal(world.calls.length, 3, 'each once');
    assert.equal(world.logged.length, 2);
    // The one that is unknown counts, the one that was refused does not.
    assert.match(await sentenceOf(world.actions.remindSigner(REF, [GRACE.email])), /less than an hour ago/);
    prompts.then(script.confirm(undefined, /Linus/));
    assert.ok(await wasLeft(world.actions.remindSigner(REF, [LINUS.email])));
    prompts.finished();
  });

  it('counts as reminded when the connection breaks after the request left', async () => {
    const prompts = new ScriptedPrompts(confirmed());
    const world = new World(prompts, OPEN, { remindSigner: () => Promise.reject(broken()) });
    assert.match(
      await sentenceOf(world.actions.remindSigner(REF, [GRACE.email])),
      /We do not know whether the reminder went out to Grace Sample\. The connection broke\./,
    );
    assert.match(await sentenceOf(world.actions.remindSigner(REF, [GRACE.email])), /less than an hour ago/);
    assert.equal(world.calls.length, 1);
    prompts.finished();
  });

  it('stops where the next one would fail as well, and offers to try again only what is harmless', async () => {
    const all = script.pickMany([/Grace/, /Linus/]);
    const prompts = new ScriptedPrompts(all, confirmed());
    const none = unreachable();
    const world = new World(prompts, OPEN, { remindSigner: () => Promise.reject(none) });
    // Thrown as it is: the action wrapper explains it and offers to try again.
    await assert.rejects(world.actions.remindAll(REF), (error) => error === none);
    assert.equal(world.calls.length, 1);

    let calls = 0;
    prompts.then(all, confirmed());
    const half = new World(prompts, OPEN, {
      remindSigner: () => (++calls === 1 ? sent() : Promise.reject(none)),
    });
    assert.equal(
      await sentenceOf(half.actions.remindAll(REF)),
      'Reminded: Grace Sample. Linus Probe was not reminded. The service does not answer at its address.',
    );
    prompts.finished();
  });

  it('explains the refusal by what the envelope has become meanwhile', async () => {
    const world: World = new World(new ScriptedPrompts(confirmed(), confirmed()), OPEN, {
      remindSigner: async () => {
        await world.becomes({ signers: [{ ...GRACE, state: 'signed' }, LINUS] });
        throw refused('SIGNER_ALREADY_SIGNED');
      },
    });
    assert.equal(
      await sentenceOf(world.actions.remindSigner(REF, [GRACE.email])),
      'Grace Sample was not reminded. They have signed meanwhile.',
    );
    const over: World = new World(world.prompts, OPEN, {
      remindSigner: async () => {
        await over.becomes({ status: word('Completed') });
        throw refused('ENVELOPE_NOT_WAITING');
      },
    });
    assert.equal(
      await sentenceOf(over.actions.remindSigner(REF, [GRACE.email])),
      'Grace Sample was not reminded. "Lease 42" is completed: everybody has signed.',
    );
    assert.equal(over.store.known('e1')?.status.known, 'Completed');
  });
});
