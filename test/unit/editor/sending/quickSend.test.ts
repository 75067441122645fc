import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { plain } from '../../../../src/editor/platform/translate';
import { Placer } from '../../../../src/editor/sending/placement';
import { cleanName } from '../../../../src/editor/sending/people';
import { SignerRows } from '../../../../src/editor/sending/signerRows';
import type { Asked } from '../scriptedPrompts';
import { script } from '../scriptedPrompts';
import { ADA, anchorOf, GRACE, World } from './world';

const NAME = /Name of the envelope/;
const SIGNERS = /signs\?/;
const ORDER = /When does each person/;
const EXPIRY = /How long may people/;
const REVIEW = /· Send "/;

/** Two signers, at the same time, two weeks, up to the review. */
const toReview = () => [
  script.type('Statement of Work', NAME),
  script.pick('Ada Example', /Who signs\?/),
  script.pick('Grace Sample', /Who else/),
  script.pick('Done'),
  script.pick('At the same time', ORDER),
  script.pick('2 weeks', EXPIRY),
];
const reviewOf = (world: World): Asked => {
  const review = world.prompts.asked.findLast(({ text }) => text.includes('· Send "'));
  assert.ok(review);
  return review;
};

describe('the quick way of sending', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  it('sends one file to two people and shows the envelope', async () => {
    world.prompts.then(...toReview(), script.pick('Send to 2 people', REVIEW));
    await world.send(world.file('sow.pdf'));

    const [envelope] = world.client.created;
    assert.equal(world.client.created.length, 1);
    assert.equal(envelope?.name, 'Statement of Work');
    assert.deepEqual(
      envelope.signers.map(({ name, email, tabs }) => [name, email, tabs.map(({ kind }) => kind)]),
      [
        ['Ada Example', 'ada@example.org', ['signature', 'date']],
        ['Grace Sample', 'grace@example.com', ['signature', 'date']],
      ],
    );
    assert.equal(envelope.options.flow, 'Parallel');
    assert.equal(envelope.options.expirationDays, 14);
    assert.equal(envelope.options.sendEmail, true);
    assert.deepEqual(world.opened, [{ accountId: 'account-1', envelopeId: 'envelope-1' }]);
    assert.deepEqual(world.statuses, ['Sent "Statement of Work" to 2 people']);
    assert.equal(world.keyed.texts.size, 0, 'the draft is put away');
  });

  it('makes the name of the file human', async () => {
    world.prompts.then(script.leave('input', NAME));
    await world.send(world.file('mutual-nda_v2.pdf'));
    assert.equal(world.prompts.asked[0]?.value, 'Mutual NDA v2');
  });

  it('offers me first, then people of recent envelopes, and nobody twice', async () => {
    world.past = [GRACE, { name: 'Ada E.', email: 'ADA@example.org' }];
    world.prompts.then(script.type('X'), script.pick('Ada Example'), script.leave('pick'));
    await world.send(world.file('sow.pdf'));
    const [first, second] = world.prompts.asked.filter(({ text }) => text.includes('signs?'));
    assert.deepEqual(first?.choices, ['Ada Example', 'Grace Sample']);
    assert.deepEqual(second?.choices, ['Done', 'Ada Example', 'Grace Sample']);
  });

  it('does without offers when they cannot be read', async () => {
    world.pastPeople = () => Promise.reject(new Error('offline'));
    world.prompts.then(script.type('X'), script.leave('pick', SIGNERS));
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(world.prompts.asked.at(-1)?.choices, ['Ada Example']);
  });

  it('takes people as they are typed: whole, in a list, and asks for what is missing', async () => {
    world.past = [];
    world.prompts.then(
      script.type('X'),
      script.pickText('Bob Builder <bob@example.net>'),
      script.pickText('"Lovelace, Ada" <lovelace@example.org>; Eve <eve@example.org>'),
      script.pickText('carol@example.org'),
      script.refused('  ', /Type the name/, /Name of the person who signs with carol@example\.org/),
      script.type('Carol'),
      script.pickText('Dan'),
      script.refused('dan', /@ is missing/, /E-mail address of Dan/),
      script.refused('bob@example.net', /Bob Builder has this address already/),
      script.refused('d@n', /after the @/),
      script.type('dan@example.org'),
      script.pick('Done'),
      script.pick('At the same time'),
      script.pick('1 week'),
      script.pick('Send to 5 people'),
    );
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(
      world.client.created[0]?.signers.map(({ name, email }) => `${name} <${email}>`),
      [
        'Bob Builder <bob@example.net>',
        'Lovelace, Ada <lovelace@example.org>',
        'Eve <eve@example.org>',
        'Carol <carol@example.org>',
        'Dan <dan@example.org>',
      ],
    );
  });

  it('makes no row of a text that filters to somebody who is offered', () => {
    const rows = new SignerRows(plain, ADA, [GRACE]);
    assert.equal(rows.fromText('gra', [], true), undefined);
    assert.equal(rows.fromText('ada@', [], true), undefined);
    assert.equal(rows.fromText('  ', [], true), undefined);
    assert.equal(rows.fromText('Bob', [], true)?.label, 'Add Bob');
  });

  it('takes no list where one person fits, and no list with somebody incomplete', () => {
    const rows = new SignerRows(plain, ADA, []);
    const list = 'Bob <b@example.org>, Eve <e@example.org>';
    assert.equal(rows.fromText(list, [], true)?.label, 'Add 2 people');
    assert.deepEqual(rows.fromText(list, [], false)?.value, { do: 'again' });
    assert.deepEqual(rows.fromText(`${list}, Carol`, [], true)?.value, { do: 'again' });
    assert.deepEqual(rows.fromText('Bob <b@example.org>, Bert <B@example.org>', [], true)?.value, {
      do: 'again',
    });
  });

  it('corrects and removes people', async () => {
    world.prompts.then(
      script.type('X'),
      script.pick('Ada Example'),
      script.pick('Grace Sample'),
      script.pick(/Grace Sample/),
      script.pick('Correct Name or Address', /Grace Sample <grace@example\.com>/),
      script.refused('Grace', /Type an e-mail address/),
      script.refused('G <g@example.org>, H <h@example.org>', /Type one person/),
      script.type('Grace Hopper <hopper@example.com>'),
      script.pick(/Ada Example/),
      script.pick('Remove'),
      script.pick('Done'),
      script.pick('30 days'),
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(
      world.client.created[0]?.signers.map(({ name, email }) => [name, email]),
      [['Grace Hopper', 'hopper@example.com']],
    );
  });

  it('sends in order, and in an order of its own', async () => {
    world.prompts.then(
      ...toReview().slice(0, 4),
      script.pick('In another order…', ORDER),
      script.pick('Grace Sample', /Who signs first/),
      script.pick('2 weeks'),
      script.pick('Send to 2 people'),
    );
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(
      world.client.created[0]?.signers.map(({ name, order }) => [name, order]),
      [
        ['Grace Sample', 1],
        ['Ada Example', 2],
      ],
    );
    assert.equal(world.client.created[0].options.flow, 'Sequential');
  });

  it('takes a number of days, and nothing that is none', async () => {
    world.prompts.then(
      ...toReview().slice(0, 5),
      script.pick('Another number of days…'),
      script.refused('0', /whole number from 1 to 365/),
      script.refused('3.5', /whole number/),
      script.refused('366', /whole number/),
      script.type(' 2 '),
      script.pick('Send to 2 people'),
    );
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created[0]?.options.expirationDays, 2);
    assert.equal(world.client.created[0].options.emailReminders, false, 'too short for reminders');
  });

  it('offers the default days of the settings, and two weeks for a setting that makes no sense', async () => {
    for (const [setting, label] of [
      [21, '21 days'],
      [-3, '2 weeks'],
    ] as const) {
      world = new World();
      world.defaultDays = setting;
      world.prompts.then(
        ...toReview().slice(0, 5),
        script.pick(new RegExp(`${label} until .* · default`)),
        script.leave('pick'),
      );
      await world.send(world.file('sow.pdf'));
      world.prompts.finished();
    }
  });

  it('keeps everything that was said when going back', async () => {
    world.prompts.then(
      ...toReview(),
      script.back('pick', REVIEW),
      script.back('pick', EXPIRY),
      script.back('pick', ORDER),
      script.back('pick', SIGNERS),
      script.type('Statement of Work', NAME),
      script.pick('Done'),
      script.pick('In this order'),
      script.pick('2 weeks'),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.send(world.file('sow.pdf'));
    const names = world.prompts.asked
      .filter(({ text }) => text.includes('Name of the envelope'))
      .map(({ value }) => value);
    assert.deepEqual(names, ['SOW', 'Statement of Work']);
    const steps = world.prompts.asked.filter(({ text }) => text.includes('· Send "')).map(({ step }) => step);
    assert.deepEqual(steps, ['5/5', '5/5']);
    assert.equal(world.client.created[0]?.options.flow, 'Sequential');
  });

  it('keeps signers that were added when going back from among them', async () => {
    world.prompts.then(
      script.type('X'),
      script.pick('Ada Example'),
      script.back('pick', SIGNERS),
      script.type('Y'),
      script.pick('Done'),
      script.pick('1 week'),
      script.pick('Send to 1 person'),
    );
    await world.send(world.file('sow.pdf'));
    assert.equal(world.client.created[0]?.name, 'Y');
  });

  it('sends nothing when left at any step', async () => {
    const whole = [...toReview(), script.pick('Send to 2 people')];
    for (let length = 0; length < whole.length; length += 1) {
      world = new World();
      const leave = length === 0 ? script.leave('input') : script.leave('pick');
      world.prompts.then(...whole.slice(0, length), leave);
      await world.send(world.file('sow.pdf'));
      world.prompts.finished();
      assert.deepEqual([world.client.uploads, world.client.created, world.journal], [[], [], []]);
      assert.equal(world.keyed.texts.size, 0);
    }
  });

  it('changes single answers from the review', async () => {
    world.prompts.then(
      ...toReview(),
      script.pick(/name of the envelope/, REVIEW),
      script.type('Better Name', NAME),
      script.pick(/Expires/, REVIEW),
      script.pick('60 days', EXPIRY),
      script.pick(/Everybody at the same time/, REVIEW),
      script.pick('In this order', ORDER),
      script.pick(/sow\.pdf/, REVIEW),
      script.pick(/1 {2}Ada Example/, REVIEW),
      script.back('pick', SIGNERS),
      script.pick('Send to 2 people', /Better Name/),
    );
    await world.send(world.file('sow.pdf'));
    const { name, options } = world.client.created[0] ?? {};
    assert.deepEqual([name, options?.expirationDays, options?.flow], ['Better Name', 60, 'Sequential']);
  });

  it('leaves from a question of the review without sending', async () => {
    world.prompts.then(...toReview(), script.pick(/Expires/), script.leave('pick', EXPIRY));
    await world.send(world.file('sow.pdf'));
    assert.deepEqual(world.journal, []);
  });
});

describe('where people sign', () => {
  const placer = () =>
    new Placer({ pdf: () => Promise.resolve(world.pdf), prepared: world.files, newId: randomUUID });
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  it('asks for one person per role of the anchors', async () => {
    world.pdf.inspections.set('nda', {
      anchors: [
        anchorOf('signature', 'client', 500),
        anchorOf('date', 'Client', 540),
        anchorOf('signature', 'us', 600),
      ],
    });
    world.prompts.then(
      script.type('NDA'),
      script.pick('Grace Sample', /Who signs as client\?/),
      script.pickText('Bob <grace@example.com>', /Who signs as us\?/),
      script.refused('grace@example.com', /Grace Sample has this address already/),
      script.back('input'),
      script.pick('Ada Example', /Who signs as us\?/),
      script.pick('In this order'),
      script.pick('2 weeks'),
      script.pick('Send to 2 people'),
    );
    await world.send(world.file('nda.pdf'));
    assert.deepEqual(
      world.client.created[0]?.signers.map(({ name, tabs }) => [name, tabs.map(({ kind }) => kind)]),
      [
        ['Grace Sample', ['signature', 'date']],
        ['Ada Example', ['signature']],
      ],
    );
  });

  it('goes back through the roles one by one and keeps who was chosen', async () => {
    world.pdf.inspections.set('nda', {
      anchors: [anchorOf('signature', 'a', 500), anchorOf('signature', 'b', 600)],
    });
    world.prompts.then(
      script.type('NDA'),
      script.pick('Grace Sample', /as a\?/),
      script.back('pick', /as b\?/),
      script.pick('Grace Sample', /as a\?/),
      script.pick('Ada Example', /as b\?/),
      script.back('pick', ORDER),
      script.back('pick', /as b\?/),
      script.back('pick', /as a\?/),
      script.type('NDA', NAME),
      script.pick('Ada Example', /as b\?/),
      script.pick('At the same time'),
      script.pick('2 weeks'),
      script.leave('pick', REVIEW),
    );
    await world.send(world.file('nda.pdf'));
    const last = world.prompts.asked.findLast(({ text }) => text.includes('as b?'));
    assert.equal(last?.choices[0], 'Ada Example', 'who was chosen stands first');
  });

  it('lets a role without a signature stop the send, and says who', async () => {
    world.pdf.inspections.set('nda', { anchors: [anchorOf('date', 'client', 500)] });
    world.prompts.then(
      script.type('NDA'),
      script.pick('Grace Sample'),
      script.pick('2 weeks'),
      script.leave('pick', REVIEW),
    );
    await world.send(world.file('nda.pdf'));
    const { choices } = reviewOf(world);
    assert.equal(choices[0], 'Grace Sample has no signature field.');
    assert.ok(!choices.some((label) => label.startsWith('Send to')));
  });

  it('places anchors where there are any and leaves other documents unsigned, saying so', async () => {
    world.pdf.inspections.set('nda', { anchors: [anchorOf('signature', 'client', 500)] });
    const [annex, nda] = await world.read('annex.pdf', 'nda.pdf');
    const placed = await placer().place(
      [annex, nda].filter((one) => one !== undefined),
      [{ id: 's', ...GRACE, role: 'client' }],
      '',
      false,
    );
    assert.ok(!('noRoom' in placed));
    assert.deepEqual(
      placed.notes.map(({ message }) => plain(message)),
      ['Nobody signs on "annex.pdf": it has no signature marks, and the other documents have.'],
    );
    assert.deepEqual(
      placed.fields.map(({ documentId }) => documentId),
      [nda?.id],
    );
    assert.equal(placed.documents.length, 2);
  });

  it('has everybody sign every document where there are no anchors', async () => {
    const documents = await world.read('a.pdf', 'b.pdf', 'a.pdf');
    const signers = [
      { id: 'ada', ...ADA },
      { id: 'grace', ...GRACE },
    ];
    const placed = await placer().place(documents, signers, '', false);
    assert.ok(!('noRoom' in placed));
    assert.equal(placed.documents.length, 2, 'the same file counts once');
    const signatures = placed.fields.filter(({ kind }) => kind === 'signature');
    assert.deepEqual(
      signatures.map(({ documentId, signerId }) => [documentId, signerId]),
      documents.flatMap(({ id }) => signers.map((signer) => [id, signer.id])),
    );
  });

  it('offers to append a page where there is no room, and sends the prepared bytes', async () => {
    world.pdf.hasRoom = false;
    world.prompts.then(
      ...toReview(),
      script.back('pick', /has no free place for 2 signatures/),
      script.pick('2 weeks', EXPIRY),
      script.pick('Append Signature Page', /sow\.pdf/),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.send(world.file('sow.pdf'));
    const prepared = Buffer.from('%PDF sow.pdf appended');
    const { createHash } = await import('node:crypto');
    assert.equal(world.client.uploads[0]?.sha256, createHash('sha256').update(prepared).digest('hex'));
    assert.ok(world.client.created[0]?.signers.every(({ tabs }) => tabs.every(({ page }) => page === 2)));
    assert.deepEqual([...world.files.contents.keys()], ['file:///folder/sow.pdf'], 'the copy is put away');
  });

  it('appends nothing when the person does not want it', async () => {
    world.pdf.hasRoom = false;
    world.prompts.then(...toReview(), script.leave('pick', /no free place/));
    await world.send(world.file('sow.pdf'));
    assert.equal(world.pdf.appended, 0);
    assert.deepEqual(world.journal, []);
  });
});

describe('names from outside in the quick way', () => {
  const wild = [
    '<script>alert(1)</script>',
    '..\u2215..\u2215etc',
    'x'.repeat(300),
    '\u202Efdp.tcartnoc',
    'עברית حوزه',
    '👩‍👩‍👧 emoji',
    '$(trash) [click](command:evil)',
  ];
  for (const name of wild) {
    it(`shows ${JSON.stringify(name.slice(0, 30))} as text and sends it as it is`, async () => {
      const world = new World();
      const fileName = `${name.replaceAll('/', '')}.pdf`;
      world.prompts.then(
        script.type(name),
        script.pickText(`"${name.slice(0, 150)}" <ada2@example.org>`),
        script.pick('Done'),
        script.pick('2 weeks'),
        script.pick('Send to 1 person'),
      );
      await world.send(world.file(fileName));
      world.prompts.finished();
      assert.equal(world.client.created.length, 1);
      for (const { text, choices } of world.prompts.asked) {
        for (const part of [text, ...choices]) {
          assert.doesNotMatch(part, /\$\([a-z]|\]\(command|[\u202a-\u202e]/u);
          assert.ok(part.length < 400, 'long names are cut');
        }
      }
      assert.equal(world.client.created[0]?.documents[0]?.name, fileName);
      assert.equal(world.client.created[0].name, cleanName(name));
      assert.ok(world.client.created[0].signers.every(({ email }) => email === 'ada2@example.org'));
    });
  }
});

describe('what the review says', () => {
  it('names environment and account first, then who gets what, the documents and the date', async () => {
    const world = new World();
    world.commit = { commit: '1a2b3c4', dirty: false };
    const seen: { label: string; description?: string; detail?: string; separator?: boolean }[] = [];
    let title = '';
    const pick = world.prompts.pick.bind(world.prompts);
    world.prompts.pick = async (options) => {
      if (options.title.includes('· Send "')) {
        ({ title } = options);
        seen.push(...options.items);
      }
      return pick(options);
    };
    world.prompts.then(
      ...toReview().slice(0, 4),
      script.pick('In this order'),
      script.pick('2 weeks'),
      script.leave('pick', REVIEW),
    );
    await world.send(world.file('contracts/sow.pdf'));
    world.prompts.finished();

    assert.equal(title, 'Production · ada@example.org · Send "Statement of Work" to 2 people?');
    const lines = seen.map(({ label, description, detail }) =>
      [label, description, detail].filter(Boolean).join(' | '),
    );
    assert.match(lines[0] ?? '', /^Send to 2 people \| Production · ada@example\.org$/);
    assert.deepEqual(
      seen.filter(({ separator }) => separator).map(({ label }) => label),
      ['People', 'Documents', 'Options'],
    );
    const text = lines.join('\n');
    assert.match(
      text,
      /1 {2}Ada Example \| <ada@example\.org> \| signs first, gets an e-mail now · 2 fields/,
    );
    assert.match(text, /2 {2}Grace Sample \| .* signs second, gets an e-mail after Ada Example/);
    assert.match(
      text,
      /sow\.pdf \| 1 page · 22 bytes · sha-256 [0-9a-f]{4}…[0-9a-f]{2} \| from contracts\/sow\.pdf @ 1a2b3c4 \(unchanged\)/,
    );
    assert.match(text, /Expires 26 May 2026 \(14 days\) \| reminders from 3 days before/);
  });
});
