import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeLink, parseLink } from '../../../../src/editor/documents/links';
import { JsignError } from '../../../../src/jsign/errors';
import { details, summary } from '../envelopes/fakes';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { World, type ScriptLine } from './world';

const ID = '5d0f2c1e-0000-4000-8000-000000000001';
const OPEN = { path: `/envelope/${ID}`, query: '' };
const SIGN = { path: `/sign/${ID}`, query: '' };

function setup(...lines: readonly ScriptLine[]) {
  const world = new World(new ScriptedPrompts(...lines));
  const ada = world.signIn('ada');
  const grace = world.signIn('grace');
  const { links } = world.room();
  return { world, ada, grace, links };
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !condition(); turn += 1) await Promise.resolve();
  assert.ok(condition());
}

describe('Reading links', () => {
  it('reads what it makes', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.option(fc.stringMatching(/^[0-9a-f]{32}$/), { nil: undefined }),
        (envelopeId, accountId) => {
          const { pathname, search } = new URL(
            makeLink('vscode://some-publisher.jsign', { accountId: 'acc', envelopeId }),
          );
          assert.equal(search, '', 'names nobody');
          const query = accountId === undefined ? '' : `account=${accountId}`;
          assert.deepEqual(parseLink({ path: pathname, query }), {
            action: 'open',
            envelopeId,
            ...(accountId === undefined ? {} : { accountId }),
          });
        },
      ),
    );
  });

  it('takes nothing that is not exactly a link', () => {
    for (const [path, query = ''] of [
      [''],
      ['/'],
      ['/envelope'],
      ['/envelope/'],
      ['/envelope/../sign'],
      ['/envelope/a/b'],
      [`/Envelope/${ID}`],
      [`/delete/${ID}`],
      [`/x/envelope/${ID}`],
      ['/envelope/$(bug)'],
      ['/envelope/[x](command:y)'],
      ['/envelope/a b'],
      ['/envelope/a\u202Eb'],
      ['/envelope/%2e%2e'],
      [`/envelope/${'a'.repeat(65)}`],
      [`/sign/${ID}`, 'account=a/b'],
      [`/sign/${ID}`, 'account='],
      [`/sign/${ID}`, 'account=a&account=b'],
      [`/sign/${ID}`, `account=${'a'.repeat(65)}`],
    ] as const)
      assert.equal(parseLink({ path, query }), undefined, `${path}?${query}`);
    assert.deepEqual(parseLink({ path: `/sign/${ID}/`, query: 'windowId=3&account=ada' }), {
      action: 'sign',
      envelopeId: ID,
      accountId: 'ada',
    });
  });

  it('lets only harmless ids through, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, query) => {
        const link = parseLink({ path: `/envelope/${id}`, query: `account=${query}` });
        if (link) assert.match(`${link.envelopeId}${link.accountId ?? ''}`, /^[\w-]+$/);
      }),
    );
  });
});

describe('Following links', () => {
  it('asks before any request is made, and does nothing when that is left', async () => {
    for (const link of [OPEN, SIGN]) {
      const { world, ada, grace, links } = setup(script.confirm(undefined, /envelope/));
      await links.handle(link);
      assert.deepEqual([ada.calls, grace.calls, world.executed, world.told], [[], [], [], []]);
      world.prompts.finished();
    }
  });

  it('opens with the account in use when that can see it', async () => {
    const { world, ada, grace, links } = setup(
      script.confirm(
        'go',
        new RegExp(`Open the envelope ${ID}\\?\nA link asks for it.*ada@example.org \\(Local sandbox\\)`),
      ),
    );
    ada.envelopes.set(ID, details(ID));
    grace.envelopes.set(ID, details(ID));
    await links.handle(OPEN);
    assert.deepEqual(world.executed, [['jsign.openEnvelope', { accountId: 'ada', envelopeId: ID }]]);
    assert.deepEqual(grace.calls, []);
    world.prompts.finished();
  });

  it('tries the other accounts in turn', async () => {
    const { world, ada, grace, links } = setup(script.confirm('go', /Sign the envelope/));
    grace.envelopes.set(ID, details(ID));
    await links.handle(SIGN);
    assert.deepEqual(ada.calls, [`details ${ID}`]);
    assert.deepEqual(world.executed, [['jsign.sign', { accountId: 'grace', envelopeId: ID }]]);
    world.prompts.finished();
  });

  it('asks only the account that the link names', async () => {
    const { world, ada, grace, links } = setup(
      script.confirm('go', /It is opened with grace@example\.org/),
      script.notify(undefined, /grace@example\.org \(Local sandbox\) cannot see the envelope/),
    );
    ada.envelopes.set(ID, details(ID));
    await links.handle({ ...OPEN, query: 'account=grace' });
    assert.deepEqual([ada.calls, grace.calls], [[], [`details ${ID}`]]);
    assert.deepEqual(world.executed, []);
    world.prompts.finished();
  });

  it('names the envelope where it was listed before, and names are only text', async () => {
    const { world, ada, links } = setup(script.confirm('go', /Open the envelope "\$\u2060\(x\) NDA"\?/));
    ada.envelopes.set(ID, details(ID));
    (await world.store('ada')).learn([summary(ID, { name: '$(x)\nNDA' })]);
    await links.handle(OPEN);
    world.prompts.finished();
  });

  it('offers to sign in where nobody is, and goes on afterwards', async () => {
    const world = new World(
      new ScriptedPrompts(script.confirm('signIn', /Open the envelope .*\n.*You are not signed in/)),
    );
    world.set({ kind: 'signedOut' });
    world.onExecute = (id) => {
      if (id === 'jsign.signIn') world.signIn('ada').envelopes.set(ID, details(ID));
    };
    await world.room().links.handle(OPEN);
    assert.deepEqual(world.executed, [
      ['jsign.signIn'],
      ['jsign.openEnvelope', { accountId: 'ada', envelopeId: ID }],
    ]);
    world.prompts.finished();
  });

  it('ends quietly when the sign-in is left', async () => {
    const world = new World(new ScriptedPrompts(script.confirm('signIn')));
    world.set({ kind: 'signedOut' });
    await world.room().links.handle(SIGN);
    assert.deepEqual(world.executed, [['jsign.signIn']]);
    assert.deepEqual(world.told, []);
  });

  it('offers to sign in for an account that is not known here, and then uses that one', async () => {
    const { world, ada, links } = setup(
      script.confirm('signIn', /with an account that is not signed in here/),
    );
    ada.envelopes.set(ID, details(ID));
    world.onExecute = (id) => {
      if (id === 'jsign.signIn') world.signIn('new', true).envelopes.set(ID, details(ID));
    };
    await links.handle({ ...OPEN, query: 'account=new' });
    assert.deepEqual(world.executed.at(-1), ['jsign.openEnvelope', { accountId: 'new', envelopeId: ID }]);
    assert.deepEqual(ada.calls, []);
    world.prompts.finished();
  });

  it('does not use another account when signing in to the one that the link names is left', async () => {
    const { world, ada, links } = setup(script.confirm('signIn', /not signed in here/));
    ada.envelopes.set(ID, details(ID));
    await links.handle({ ...OPEN, query: 'account=new' });
    assert.deepEqual([world.executed, ada.calls, world.told], [[['jsign.signIn']], [], []]);
    world.prompts.finished();
  });

  it('lets an account of mine stand in for one that is not known here', async () => {
    const { world, ada, links } = setup(script.confirm('go', /not signed in here/));
    ada.envelopes.set(ID, details(ID));
    await links.handle({ ...OPEN, query: 'account=somebody' });
    assert.deepEqual(world.executed, [['jsign.openEnvelope', { accountId: 'ada', envelopeId: ID }]]);
    world.prompts.finished();
  });

  it('signs in again where the sign-in has ended', async () => {
    const { world, ada, links } = setup(
      script.confirm('signIn', /The sign-in of ada@example\.org .* has ended/),
    );
    ada.envelopes.set(ID, details(ID));
    ada.refused = true;
    world.renew('ada');
    world.onExecute = () => {
      ada.refused = false;
      world.renew('ada');
    };
    await links.handle({ ...OPEN, query: 'account=ada' });
    assert.deepEqual(world.executed, [
      ['jsign.signIn', 'ada'],
      ['jsign.openEnvelope', { accountId: 'ada', envelopeId: ID }],
    ]);
    world.prompts.finished();
  });

  it('offers another sign-in where no account can see it, as often as wanted', async () => {
    const { world, links } = setup(
      script.confirm('go'),
      script.notify('signIn', /None of your accounts can see/),
      script.notify('signIn', /None of your accounts can see/),
    );
    let signedIn = 0;
    world.onExecute = (id) => {
      if (id !== 'jsign.signIn') return;
      signedIn += 1;
      const side = world.signIn(`more${signedIn}`, true);
      if (signedIn === 2) side.envelopes.set(ID, details(ID));
    };
    await links.handle(OPEN);
    assert.deepEqual(world.executed.at(-1), ['jsign.openEnvelope', { accountId: 'more2', envelopeId: ID }]);
    world.prompts.finished();
  });

  it('uses the account that was signed in when the one that the link names cannot see it', async () => {
    const { world, links } = setup(script.confirm('go'), script.notify('signIn', /ada@example\.org/));
    world.onExecute = (id) => {
      if (id === 'jsign.signIn') world.signIn('new', true).envelopes.set(ID, details(ID));
    };
    await links.handle({ ...OPEN, query: 'account=ada' });
    assert.deepEqual(world.executed.at(-1), ['jsign.openEnvelope', { accountId: 'new', envelopeId: ID }]);
    world.prompts.finished();
  });

  it('says what went wrong where it is not known whether an account can see it', async () => {
    const { world, ada, grace, links } = setup(script.confirm('go'), script.confirm('go'));
    ada.failure = new JsignError({ kind: 'timeout', operation: 'x', requestSent: true, replyRead: false });
    await links.handle(OPEN);
    assert.deepEqual(world.told, ['jSign took too long to answer.']);
    grace.envelopes.set(ID, details(ID));
    await links.handle(OPEN);
    assert.deepEqual(world.executed, [['jsign.openEnvelope', { accountId: 'grace', envelopeId: ID }]]);
    world.prompts.finished();
  });

  it('stops when the search is cancelled', async () => {
    const { world, links } = setup(script.confirm('go'));
    world.prompts.cancelProgress = /Looking/;
    await links.handle(OPEN);
    assert.deepEqual([world.executed, world.told], [[], []]);
  });

  it('says plainly that a link is none, and nothing of what it holds', async () => {
    const { world, links } = setup(script.notify(undefined, /^This link does not lead to an envelope\./));
    await links.handle({ path: '/envelope/<secret>', query: 'account=ada' });
    assert.ok(!world.prompts.asked.some(({ text }) => text.includes('secret')));
    assert.deepEqual(world.log.lines, []);
    world.prompts.finished();
  });

  it('waits until the accounts are read, but not for ever', async () => {
    const world = new World(new ScriptedPrompts(script.confirm('go')));
    const { links } = world.room();
    const first = links.handle(OPEN);
    await until(() => !world.clock.isIdle);
    world.signIn('ada').envelopes.set(ID, details(ID));
    await first;
    assert.equal(world.executed.length, 1);

    world.set({ kind: 'loading' });
    const second = links.handle(OPEN);
    await until(() => !world.clock.isIdle);
    world.clock.pass();
    await second;
    assert.deepEqual(world.told, ['The accounts are still being read.']);
    world.prompts.finished();
  });

  it('asks about one link after the other, about each once, and not without end', async () => {
    const world = new World();
    const { links } = world.room();
    const first = links.handle(OPEN);
    const more = [
      OPEN,
      SIGN,
      SIGN,
      ...['a', 'b', 'c', 'd'].map((id) => ({ path: `/envelope/${id}`, query: '' })),
    ];
    await Promise.all(more.map((link) => links.handle(link)));
    for (let turn = 0; turn < 4; turn += 1) world.prompts.then(script.confirm(undefined));
    world.signIn('ada');
    await first;
    assert.deepEqual(
      world.prompts.asked.map(({ text }) => text.split('\n')[0]),
      [
        `Open the envelope ${ID}?`,
        `Sign the envelope ${ID}?`,
        'Open the envelope a?',
        'Open the envelope b?',
      ],
    );
    world.prompts.finished();
  });
});
