import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TemplateRef } from '../../../../src/editor/templates/api';
import { readPhone } from '../../../../src/editor/sending/fromTemplate/answers';
import { refusalOf } from '../../../../src/editor/sending/fromTemplate/refusal';
import { formatTitles, readTitles, retitled } from '../../../../src/editor/sending/fromTemplate/titles';
import { script, type Asked } from '../scriptedPrompts';
import { BROKEN, failure } from './fakeClient';
import { ADA, GRACE, NOW, World } from './world';

const NAME = /Name of the envelope/;
const TITLES = /Signer titles of the template "Lease"/;
const LANDLORD = /Who signs as Landlord\?/;
const TENANT = /Who signs as Tenant\?/;
const NOTES = /Private notes/;
const ORDER = /When does each person/;
const EXPIRY = /How long may people/;
const REVIEW = /Production · ada@example\.org · Send "/;

const REF: TemplateRef = {
  accountId: 'account-1',
  template: { id: 'template-1', name: 'Lease', status: { known: 'active', raw: 'Active' }, createdAt: NOW },
};
const refusal = (code: string) => failure({ kind: 'refused', status: 400, code, replyRead: true });

describe('an envelope from a template', () => {
  let world: World;
  beforeEach(() => (world = new World()));
  afterEach(() => world.prompts.finished());

  const run = (ref?: TemplateRef) =>
    world.actions.run('jsign.createFromTemplate', () => world.fromTemplate.run(ref));
  const people = () => [script.pick('Ada Example', LANDLORD), script.pick('Grace Sample', TENANT)];
  const toReview = () => [
    script.type('Lease 42', NAME),
    script.type('Landlord, Tenant', TITLES),
    ...people(),
    script.pick('Continue', NOTES),
    script.pick('At the same time', ORDER),
    script.pick('2 weeks', EXPIRY),
  ];
  const last = (about: RegExp): Asked => {
    const asked = world.prompts.asked.findLast(({ text }) => about.test(text));
    assert.ok(asked);
    return asked;
  };
  const refuse = (code: string) =>
    world.client.faults.push({ call: 'createWithTemplate', error: refusal(code) });

  it('is made role by role, sent once, shown, and its titles are remembered', async () => {
    world.prompts.then(...toReview(), script.pick('Send to 2 people', REVIEW));
    await run(REF);
    const [made] = world.client.fromTemplate;
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(made, {
      templateId: 'template-1',
      name: 'Lease 42',
      options: {
        flow: 'Parallel',
        expirationDays: 14,
        emailReminders: true,
        reminderPeriodDays: 3,
        sendEmail: true,
      },
      signers: [
        { title: 'Landlord', ...ADA },
        { title: 'Tenant', ...GRACE },
      ],
    });
    assert.deepEqual(world.states(), ['prepared', 'creating', 'created']);
    assert.deepEqual(world.statuses, ['Sent "Lease 42" to 2 people']);
    assert.equal(world.opened.length, 1);
    assert.equal(world.keyed.texts.size, 0, 'the draft is put away');
    assert.deepEqual(await world.roles.of('account-1', 'template-1'), ['Landlord', 'Tenant']);
  });

  it('begins with the name of the template, and with its titles where they are known', async () => {
    await world.roles.remember('account-1', 'template-1', ['Landlord', 'Tenant']);
    world.prompts.then(script.type('Lease', NAME), ...people(), script.leave('pick', NOTES));
    await run(REF);
    assert.equal(last(NAME).value, 'Lease');
    assert.equal(last(NAME).step, '1/5');
  });

  it('says in the review who gets what, and that documents are not shown', async () => {
    world.prompts.then(...toReview(), script.leave('pick', REVIEW));
    await run(REF);
    const { choices, text } = last(REVIEW);
    assert.ok(text.startsWith('Production · ada@example.org · Send "Lease 42" to 2 people?'));
    assert.deepEqual(choices, [
      'Send to 2 people',
      '1  Ada Example',
      '2  Grace Sample',
      'Lease',
      'Landlord, Tenant',
      'Everybody at the same time',
      'Expires 26 May 2026 (14 days)',
      'Lease 42',
      'No private notes',
    ]);
  });

  it('takes notes and an order, and keeps them with their people', async () => {
    world.prompts.then(
      script.type('Lease 42', NAME),
      script.type('Landlord, Tenant', TITLES),
      ...people(),
      script.pick(/Grace Sample Tenant/, NOTES),
      script.refused('x'.repeat(101), /at most 100 characters/, /Private note to Grace Sample/),
      script.type('Welcome'),
      script.pick(/Ada Example/, NOTES),
      script.type('For Ada only'),
      script.pick('Continue', NOTES),
      script.pick('In another order…', ORDER),
      script.pick('Grace Sample', /Who signs first/),
      script.pick('2 weeks', EXPIRY),
      // Somebody else signs as landlord: what was written to Ada is not for them.
      script.pick(/Ada Example/, REVIEW),
      script.back('pick', TENANT),
      script.pickText('Bob Builder <bob@example.net>', LANDLORD),
      script.pick(/Grace Sample/, TENANT),
      script.pick('1 private note', REVIEW),
      script.pick('Continue', NOTES),
      script.pick('Send to 2 people', REVIEW),
    );
    await run(REF);
    assert.deepEqual(world.client.fromTemplate[0]?.signers, [
      { title: 'Tenant', ...GRACE, order: 1, privateNote: 'Welcome' },
      { title: 'Landlord', name: 'Bob Builder', email: 'bob@example.net', order: 2 },
    ]);
    assert.equal(world.client.fromTemplate[0].options.flow, 'Sequential');
    assert.deepEqual(
      await world.roles.of('account-1', 'template-1'),
      ['Landlord', 'Tenant'],
      'as they were typed',
    );
  });

  it('lets people sign in groups', async () => {
    world.past = [GRACE, { name: 'Bob Builder', email: 'bob@example.net' }];
    world.prompts.then(
      script.type('Lease 42', NAME),
      script.type('A, B, C', TITLES),
      script.pick('Ada Example', /Who signs as A/),
      script.pick('Grace Sample', /Who signs as B/),
      script.pick('Bob Builder', /Who signs as C/),
      script.pick('Continue', NOTES),
      script.pick('In groups…', ORDER),
      script.pickMany(['Bob Builder'], /Who signs first/),
      script.back('pickMany', /Who signs next/),
      script.pickMany([], /Who signs first/),
      script.back('pickMany', /Who signs first/),
      script.pick('In groups…', ORDER),
      script.pickMany(['Grace Sample', 'Bob Builder'], /Who signs first/),
      script.pick('2 weeks', EXPIRY),
      script.pick('In groups, one after the other', REVIEW),
      script.back('pick', ORDER),
      script.pick('Send to 3 people', REVIEW),
    );
    await run(REF);
    const [made] = world.client.fromTemplate;
    assert.equal(made?.options.flow, 'Hybrid');
    assert.deepEqual(
      made.signers.map(({ title, order }) => [title, order]),
      [
        ['B', 1],
        ['C', 1],
        ['A', 2],
      ],
    );
  });

  it('goes back to the first question without losing anything', async () => {
    world.prompts.then(
      ...toReview(),
      script.back('pick', REVIEW),
      script.back('pick', EXPIRY),
      script.back('pick', ORDER),
      script.back('pick', NOTES),
      script.back('pick', TENANT),
      script.back('pick', LANDLORD),
      script.back('input', TITLES),
      script.type('Lease 43', NAME),
      script.type('Landlord, Tenant', TITLES),
      script.pick('Grace Sample', TENANT),
      script.pick('Continue', NOTES),
      script.pick('At the same time', ORDER),
      script.pick('2 weeks', EXPIRY),
      script.pick('Send to 2 people', /"Lease 43" to 2 people/),
    );
    await run(REF);
    assert.equal(last(TITLES).value, 'Landlord, Tenant');
    assert.deepEqual(
      world.client.fromTemplate[0]?.signers.map(({ email }) => email),
      [ADA.email, GRACE.email],
    );
  });

  it('refuses titles that cannot be right', async () => {
    world.prompts.then(
      script.type('X', NAME),
      script.refused(' , ', /at least one title/, TITLES),
      script.refused('A, A', /stands there once/),
      script.refused(Array.from({ length: 21 }, (_, index) => `T${index}`).join(','), /At most 20/),
      script.leave('input'),
    );
    // The box asks on until it takes the text; leaving comes last.
    await run(REF);
  });

  it('lets the person choose among the active templates, over several pages', async () => {
    for (let index = 1; index <= 55; index += 1) world.client.addTemplate(`Template ${index}`);
    world.client.templateList.unshift({
      id: 'off',
      name: 'Off',
      status: { known: 'inactive', raw: 'Inactive' },
      createdAt: undefined,
    });
    world.prompts.then(
      script.pick('Read further (6 more)…', /Which template/),
      script.pick('Template 52', /Which template/),
      script.back('input', NAME),
      script.pick('Read further (6 more)…', /Which template/),
      script.pick('Template 53', /Which template/),
      script.leave('input', NAME),
    );
    await run();
    assert.ok(!last(/Which template/).choices.includes('Off'));
    assert.equal(last(NAME).value, 'Template 53');
  });

  it('says that there is no active template', async () => {
    world.prompts.then(script.notify(undefined, /no active template/));
    await run();
  });

  it('tries again to read the templates, and gives up without noise', async () => {
    world.client.addTemplate('Lease');
    world.client.faults.push({ call: 'templateList', error: BROKEN() });
    world.prompts.then(script.notify('again', /connection/i), script.leave('pick', /Which template/));
    await run();
    world.client.faults.push({ call: 'templateList', error: BROKEN() });
    world.prompts.then(script.notify(undefined));
    await run();
    assert.deepEqual(world.client.created, []);
  });

  it('does not begin with an inactive template, nor with one of an account that is not signed in', async () => {
    const inactive = { ...REF.template, status: { known: 'inactive' as const, raw: 'Inactive' } };
    world.prompts.then(script.notify(undefined, /"Lease" is inactive\. Activate it/));
    await run({ ...REF, template: inactive });
    world.prompts.then(script.notify(undefined, /account that has the template "Lease" is not signed in/));
    await run({ ...REF, accountId: 'account-2' });
  });

  it('deleted meanwhile: another is chosen and everything else is kept', async () => {
    refuse('TEMPLATE_NOT_FOUND');
    world.client.addTemplate('Lease');
    world.client.addTemplate('Lease, new');
    await world.roles.remember('account-1', 'template-2', ['Owner', 'Tenant']);
    world.prompts.then(
      ...toReview(),
      script.pick('Send to 2 people', REVIEW),
      script.notify(
        'change',
        /"Lease 42" was not sent\. The template "Lease" is no longer there\. What you have typed/,
      ),
      script.pick('Lease, new', /Which template/),
      script.pick('Send to 2 people', REVIEW),
    );
    await run(REF);
    const refused = world.prompts.asked.find(({ text }) => text.includes('no longer there'));
    assert.deepEqual(refused?.choices, ['Choose Another Template…', 'Open Log']);
    assert.equal(world.templatesRead, 1);
    const [made] = world.client.created;
    assert.equal(world.client.created.length, 1);
    assert.equal(world.client.fromTemplate.at(-1)?.templateId, 'template-2');
    assert.deepEqual(
      world.client.fromTemplate.at(-1)?.signers.map(({ title, email }) => [title, email]),
      [
        ['Owner', ADA.email],
        ['Tenant', GRACE.email],
      ],
    );
    assert.equal(made?.name, 'Lease 42');
    assert.equal(world.keyed.texts.size, 0, 'neither the refused draft nor the sent one stays');
  });

  it('another template without a record asks for its titles, with those typed before in the box', async () => {
    refuse('TEMPLATE_INACTIVE');
    world.client.addTemplate('Lease');
    world.client.addTemplate('Deed');
    world.prompts.then(
      ...toReview(),
      script.pick('Send to 2 people'),
      script.notify('change', /is inactive/),
      script.pick('Deed', /Which template/),
      script.back('input', /Signer titles of the template "Deed"/),
      script.pick('Deed', /Which template/),
      script.type('Landlord, Tenant, Witness', /Signer titles of the template "Deed"/),
      script.pickText('Bob Builder <bob@example.net>', /Who signs as Witness/),
      script.pick('Send to 3 people', REVIEW),
    );
    await run(REF);
    assert.equal(world.client.fromTemplate.at(-1)?.signers.length, 3);
  });

  it('activated again meanwhile: Try Again sends the very same', async () => {
    refuse('TEMPLATE_INACTIVE');
    world.prompts.then(
      ...toReview(),
      script.pick('Send to 2 people'),
      script.notify('again', /Activate it, then/),
    );
    await run(REF);
    assert.equal(world.client.created.length, 1);
    assert.equal(
      new Set(world.journal.map((line) => (JSON.parse(line) as { intentId: string }).intentId)).size,
      1,
    );
  });

  it('refused for its titles: they are corrected, people keep their places, only the right ones are remembered', async () => {
    refuse('SIGNER_TITLE_INVALID');
    await world.roles.remember('account-1', 'template-1', ['Old', 'Tenant']);
    world.prompts.then(
      script.type('Lease 42', NAME),
      script.pick('Ada Example', /Who signs as Old/),
      script.pick('Grace Sample', TENANT),
      script.pick('Continue', NOTES),
      script.pick('At the same time', ORDER),
      script.pick('2 weeks', EXPIRY),
      script.pick('Send to 2 people'),
      script.notify('change', /signer titles are not those of the template "Lease"/),
      script.type('Landlord, Tenant', TITLES),
      script.pick('Send to 2 people', REVIEW),
    );
    await run(REF);
    assert.deepEqual(
      world.client.fromTemplate.at(-1)?.signers.map(({ title, email }) => [title, email]),
      [
        ['Landlord', ADA.email],
        ['Tenant', GRACE.email],
      ],
    );
    assert.deepEqual(await world.roles.of('account-1', 'template-1'), ['Landlord', 'Tenant']);
  });

  it('asks for phone numbers when the service does', async () => {
    refuse('PHONE_NUMBER_REQUIRED');
    world.prompts.then(
      ...toReview(),
      script.pick('Send to 2 people'),
      script.notify('change', /asks for the phone numbers/),
      script.pick(/Ada Example/, /Phone numbers, with which/),
      script.refused('0170 1234567', /code of the country/, /Phone number of Ada Example/),
      script.type('+49 170 1234567'),
      script.pick('Continue'),
      script.pick('Phone numbers', REVIEW),
      script.pick('Continue'),
      script.pick('Send to 2 people', REVIEW),
    );
    await run(REF);
    const [ada, grace] = world.client.fromTemplate.at(-1)?.signers ?? [];
    assert.deepEqual([ada?.countryCode, ada?.phoneNumber, grace?.phoneNumber], [49, '1701234567', undefined]);
  });

  it('refused for anything else: back to the review; who leaves there finds the draft among the unfinished', async () => {
    refuse('ENVELOPE_NAME_INVALID');
    world.prompts.then(
      ...toReview(),
      script.pick('Send to 2 people'),
      script.notify('change'),
      script.leave('pick', REVIEW),
    );
    await run(REF);
    assert.equal(world.keyed.texts.size, 1);
    assert.equal(world.anyUnfinished, true);

    refuse('SIGNER_TITLE_INVALID');
    world.prompts.then(
      script.pick(/Lease 42 not sent/, /Unfinished Sends/),
      script.pick('Review and Send…'),
      script.pick('Lease', REVIEW),
      script.pick('Send to 2 people', REVIEW),
      script.notify('change', /signer titles/),
      script.type('Owner, Tenant', TITLES),
      script.pick('Send to 2 people', REVIEW),
    );
    await world.unfinished.show();
    assert.equal(world.client.created.length, 1);
    assert.equal(world.client.fromTemplate.at(-1)?.signers[0]?.title, 'Owner');
    assert.equal(world.keyed.texts.size, 0);
    assert.equal(world.anyUnfinished, false);
  });

  it('of unknown outcome is found by name, signers and time, and its titles are remembered', async () => {
    world.client.faults.push({ call: 'createWithTemplate', error: BROKEN(), commits: true });
    world.prompts.then(...toReview(), script.pick('Send to 2 people'));
    await run(REF);
    assert.equal(world.client.created.length, 1);
    assert.deepEqual(world.states().at(-1), 'adopted');
    assert.deepEqual(await world.roles.of('account-1', 'template-1'), ['Landlord', 'Tenant']);
  });

  it('left unknown by a crash is found at the next start, with its draft put away', async () => {
    world.client.faults.push({ call: 'createWithTemplate', error: BROKEN(), commits: true });
    world.client.listed = false;
    world.prompts.then(
      ...toReview(),
      script.pick('Send to 2 people'),
      script.notify(undefined, /We do not know/),
    );
    await run(REF);
    world.client.listed = true;
    world.prompts.then(
      script.notify('review', /unknown outcome/),
      script.pick(/Lease 42 outcome unknown/),
      script.notify('look', /We do not know/),
    );
    await world.unfinished.announce();
    assert.equal(world.opened.length, 1);
    assert.equal(world.client.created.length, 1);
    assert.equal(world.keyed.texts.size, 0);
    assert.deepEqual(await world.roles.of('account-1', 'template-1'), ['Landlord', 'Tenant']);
  });

  it('asks before the same template goes to the same people under the same name', async () => {
    world.prompts.then(...toReview(), script.pick('Send to 2 people'));
    await run(REF);
    const again = [
      script.type('Lease 42', NAME),
      ...people(),
      script.pick('Continue', NOTES),
      script.pick('At the same time', ORDER),
      script.pick('2 weeks', EXPIRY),
    ];
    world.prompts.then(
      ...again,
      script.pick('Send to 2 people'),
      script.confirm(undefined, /The same template went to the same people/),
    );
    await run(REF);
    assert.equal(world.client.created.length, 1);
  });

  it('is not sent while another window sends the same', async () => {
    await world.roles.remember('account-1', 'template-1', ['Landlord', 'Tenant']);
    world.prompts.then(
      script.type('Lease 42', NAME),
      ...people(),
      script.pick('Continue', NOTES),
      script.pick('At the same time', ORDER),
      script.pick('2 weeks', EXPIRY),
      script.pick('Send to 2 people'),
      script.notify(undefined, /Another window is sending "Lease 42"/),
    );
    world.held.has = () => true;
    await run(REF);
    assert.deepEqual(world.client.created, []);
  });

  it('asks for a session first where nobody is signed in', async () => {
    world.state = { kind: 'signedOut' };
    world.prompts.then(script.notify(undefined, /you need a jSign account/));
    await run();
  });
});

describe('signer titles', () => {
  it('are read as they are typed', () => {
    assert.deepEqual(readTitles(' Client ,Contractor,, '), ['Client', 'Contractor']);
    assert.deepEqual(readTitles('"Buyer, second", " A "x, B"C'), ['Buyer, second', ' A x', 'B"C']);
    assert.deepEqual(readTitles('"open, end'), ['open, end']);
  });

  it('are read back as they are written (property)', () => {
    const titles = fc.array(
      fc.string().filter((title) => title.trim() !== ''),
      { maxLength: 5 },
    );
    fc.assert(fc.property(titles, (all) => assert.deepEqual(readTitles(formatTitles(all)), all)));
  });

  it('keep people in their places when they are spelled otherwise', () => {
    const person = (role: string) => ({ id: role, name: role, email: '', role });
    const roles = (before: string[], after: string[]) =>
      retitled(before.map(person), before, after).map(({ role }) => role);
    assert.deepEqual(roles(['A', 'B'], ['X', 'B']), ['X', 'B']);
    assert.deepEqual(roles(['A', 'B'], ['B', 'A']), ['A', 'B']);
    assert.deepEqual(roles(['A', 'B'], ['B']), ['A', 'B']);
  });
});

describe('refusals and phones of envelopes from templates', () => {
  it('are told by their code', () => {
    const of = (code: string) => refusalOf(refusal(code));
    assert.deepEqual(
      [
        'TEMPLATE_NOT_FOUND',
        'TEMPLATE_INACTIVE',
        'SIGNER_TITLE_INVALID',
        'PHONE_NUMBER_INVALID',
        'NAME_REQUIRED',
      ].map(of),
      ['gone', 'inactive', 'titles', 'phones', 'other'],
    );
    assert.equal(refusalOf(new Error('x')), 'other');
  });

  it('read a number with the code of its country', () => {
    assert.deepEqual(readPhone('+49 170 / 12-345'), { countryCode: 49, phoneNumber: '17012345' });
    assert.deepEqual(readPhone('001 (555) 0100'), undefined);
    assert.deepEqual(readPhone('001 555 0100'), { countryCode: 1, phoneNumber: '5550100' });
    for (const bad of ['', '0170 12345', '+49', '+49 12', '+0 12345', 'x'])
      assert.equal(readPhone(bad), undefined);
  });
});
