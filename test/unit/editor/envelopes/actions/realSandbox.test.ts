import assert from 'node:assert/strict';
import { createActions, type EnvelopeActions } from '../../../../../src/editor/envelopes/actions/part';
import { ServiceEnvelopeStore } from '../../../../../src/editor/envelopes/store';
import { plain } from '../../../../../src/editor/platform/translate';
import { When } from '../../../../../src/editor/platform/when';
import { createClient, login } from '../../../../../src/jsign';
import type { EnvelopeDetails } from '../../../../../src/jsign/types';
import { ADA, type Client, GRACE, Harness, LINUS, signer } from '../../../sandbox/support';
import { script, ScriptedPrompts } from '../../scriptedPrompts';
import { sessionWith } from '../fakes';
import { KeptMemory, QuickClock, sentenceOf } from './world';

/** Actions of one of the sandbox's users, with the client that people use. */
class Person {
  readonly memory = new KeptMemory();
  readonly clock = new QuickClock();
  readonly opened: EnvelopeDetails[] = [];

  private constructor(
    readonly api: Client,
    readonly store: ServiceEnvelopeStore,
    private readonly client: ReturnType<typeof createClient>,
  ) {}

  static async at(sandbox: Harness, email: string): Promise<Person> {
    const { apiKey, apiSecret, url, users } = sandbox.announcement;
    const user = users.find((each) => each.email === email);
    assert.ok(user);
    const tokens = await login(url, { apiKey, apiSecret, email, password: user.password });
    const client = createClient({
      host: url,
      timeout: 10_000,
      tokens: { read: () => Promise.resolve(tokens), write: () => Promise.resolve() },
    });
    const session = sessionWith(client);
    const store = new ServiceEnvelopeStore({ ...session, account: { ...session.account, email } });
    return new Person(await sandbox.as(email), store, client);
  }

  with(prompts: ScriptedPrompts): EnvelopeActions {
    // The service lives in real time.
    this.clock.time = Date.now();
    const quiet = (): void => undefined;
    return createActions({
      stores: { forAccount: () => Promise.resolve(this.store) },
      client: () => Promise.resolve(this.client),
      prompts,
      translate: plain,
      when: new When('en', () => this.clock.now()),
      clock: this.clock,
      log: { trace: quiet, info: quiet, warn: quiet, error: quiet },
      memory: this.memory,
      environmentLabel: () => 'Local sandbox',
      download: () => Promise.resolve(),
      sendAgain: (_ref, details) => {
        this.opened.push(details);
        return Promise.resolve();
      },
    });
  }
}

describe('Envelope actions with the real client and the real sandbox', function () {
  this.timeout(20_000);
  let sandbox: Harness;
  let ada: Person;
  let grace: Person;
  const ref = (envelopeId: string) => ({ accountId: 'acc', envelopeId });
  const inOrder = [
    signer('Grace Sample', GRACE, 0, { signing_order: 1 }),
    signer('Linus Probe', LINUS, 1, { signing_order: 2 }),
  ];
  const fault = (route: string, kind: string, value?: number) =>
    sandbox.control('POST', 'faults', [{ method: 'POST', path: `/api/v2.0${route}`, kind, value }]);
  const mails = async (id: string, kind: string) =>
    (await sandbox.outbox())
      .filter((mail) => mail.envelope_id === id && mail.kind === kind)
      .map(({ to }) => to);

  before(async () => {
    sandbox = await Harness.start();
    ada = await Person.at(sandbox, ADA);
    grace = await Person.at(sandbox, GRACE);
  });
  after(() => sandbox.stop());

  it('reminds whose turn it is, and is refused in plain words where that passed meanwhile', async () => {
    const id = await ada.api.send({ envelope: { sign_process_flow: 'Sequential' }, signers: inOrder });
    const prompts = new ScriptedPrompts(script.confirm('remind', /Grace Sample <grace@example\.com>/));
    await ada.with(prompts).remindAll(ref(id));
    assert.deepEqual(await mails(id, 'reminder'), [GRACE]);
    assert.match(await sentenceOf(ada.with(prompts).remindAll(ref(id))), /less than an hour ago/);

    const late = new ScriptedPrompts(script.confirm('remind', /Linus/));
    const confirm = late.confirm.bind(late);
    await sandbox.control('POST', 'sign', { envelope_id: id, email: GRACE });
    late.confirm = async (options) => {
      await sandbox.control('POST', 'sign', { envelope_id: id, email: LINUS });
      return confirm(options);
    };
    assert.equal(
      await sentenceOf(ada.with(late).remindSigner(ref(id), [LINUS])),
      'Linus Probe was not reminded. "Lease 42" is completed: everybody has signed.',
    );
    prompts.finished();
    late.finished();
  });

  it('does not know whether a mail went out that the service could not send', async () => {
    const id = await ada.api.send();
    await fault(`/envelopes/${id}/remind_signer`, 'status', 500);
    const prompts = new ScriptedPrompts(script.confirm('remind'));
    assert.match(
      await sentenceOf(ada.with(prompts).remindSigner(ref(id), [GRACE])),
      /We do not know whether the reminder went out to Grace Sample/,
    );
    assert.match(await sentenceOf(ada.with(prompts).remindSigner(ref(id), [GRACE])), /less than an hour ago/);
    assert.deepEqual(await mails(id, 'reminder'), [], 'and it is not repeated');
  });

  it('cancels, finds it cancelled where the answer was lost, and tells when it came too late', async () => {
    const cancel = () => new ScriptedPrompts(script.type('Wrong address'), script.confirm('cancel'));
    const id = await ada.api.send();
    await ada.with(cancel()).cancel(ref(id));
    assert.equal(ada.store.known(id)?.cancelReason, 'Wrong address');

    const lost = await ada.api.send();
    await fault(`/envelopes/${lost}/cancel`, 'reset-after');
    await ada.with(cancel()).cancelAndSendAgain(ref(lost));
    assert.deepEqual(
      ada.opened.map((details) => [details.id, details.status.known]),
      [[lost, 'Cancelled']],
    );

    const unknown = await ada.api.send();
    await fault(`/envelopes/${unknown}/cancel`, 'reset-before');
    assert.match(
      await sentenceOf(ada.with(cancel()).cancelAndSendAgain(ref(unknown))),
      /We do not know whether "Lease 42" was cancelled\. .* jSign says of it now: Waiting for 1 of 1/,
    );
    assert.equal(await ada.api.status(unknown), 'AwaitingOthers');

    const late = await ada.api.send();
    const prompts = cancel();
    const confirm = prompts.confirm.bind(prompts);
    prompts.confirm = async (options) => {
      await sandbox.control('POST', 'sign', { envelope_id: late, email: GRACE });
      return confirm(options);
    };
    assert.match(
      await sentenceOf(ada.with(prompts).cancelAndSendAgain(ref(late))),
      /was not cancelled\. "Lease 42" is completed: everybody has signed/,
    );
    assert.equal(ada.opened.length, 1, 'only the one that is surely cancelled was opened');
    assert.equal(ada.store.known(late)?.status.known, 'Completed');
  });

  it('declines for a signer; the creator is told to cancel', async () => {
    const id = await ada.api.send({
      signers: [signer('Ada Example', ADA, 0), signer('Grace Sample', GRACE, 1)],
    });
    assert.match(await sentenceOf(ada.with(new ScriptedPrompts()).decline(ref(id))), /You sent "Lease 42"/);
    const prompts = new ScriptedPrompts(
      script.type('The fee is wrong'),
      script.confirm('decline', /Sent by: ada@/),
    );
    await grace.with(prompts).decline(ref(id));
    assert.equal(await ada.api.status(id), 'Declined');
    assert.match(await sentenceOf(ada.with(prompts).cancel(ref(id))), /was declined by Grace Sample/);
    assert.match(await sentenceOf(grace.with(prompts).cancel(ref(id))), /was declined/);
    prompts.finished();
  });

  it('edits what changed and keeps the reference', async () => {
    const line = 'Ref jsign-4k2m9x0qpt7c';
    const id = await ada.api.send({ envelope: { description: `Flat\n\n${line}`, categories: ['Lease'] } });
    const prompts = new ScriptedPrompts(
      script.pick('Description'),
      script.type('House'),
      script.pick('Categories'),
      script.pickMany(['Lease', 'New categories…']),
      script.type('Rent'),
      script.pick(/^Save 2 changes/),
    );
    await ada.with(prompts).editDetails(ref(id));
    const after = ada.store.known(id);
    assert.deepEqual(
      [after?.name, after?.description, after?.categories],
      ['Lease 42', `House\n\n${line}`, ['Lease', 'Rent']],
    );
    const other = new ScriptedPrompts(script.pick('Name'), script.type('Mine'), script.pick(/^Save/));
    assert.match(
      await sentenceOf(grace.with(other).editDetails(ref(id))),
      /not saved\. .*sent by ada@example\.org/,
    );
  });

  it('deletes the files of a completed envelope, for its sender', async () => {
    const id = await ada.api.send();
    await sandbox.control('POST', 'sign', { envelope_id: id, email: GRACE });
    const prompts = () => new ScriptedPrompts(script.confirm('delete', /Lease 42.*lease\.pdf/s));
    assert.match(
      await sentenceOf(grace.with(prompts()).deleteFiles(ref(id))),
      /not deleted\. .*PERMISSION_DENIED.*sent by ada@example\.org/,
    );
    await ada.with(prompts()).deleteFiles(ref(id));
    const document = await ada.api.firstDocument(id);
    const gone = await ada.api.get(`/envelopes/${id}/${document}/download?signedCopy=true`);
    assert.equal(gone.status, 400);
  });

  it('says that an envelope is not there', async () => {
    await assert.rejects(
      ada.with(new ScriptedPrompts()).cancel(ref('7d3a3c1e-0000-4000-8000-000000000000')),
      {
        code: 'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
      },
    );
  });

  it('extends an expired envelope, and no other', async () => {
    const id = await ada.api.send({ envelope: { expiration_days: 2 } });
    assert.match(await sentenceOf(ada.with(new ScriptedPrompts()).extendDueDate(ref(id))), /has not expired/);
    await sandbox.control('POST', 'clock', { advance_days: 3 });
    const late = await Person.at(sandbox, ADA);
    assert.match(await sentenceOf(late.with(new ScriptedPrompts()).cancel(ref(id))), /has expired\. Extend/);
    const prompts = new ScriptedPrompts(script.type('20'), script.confirm('extend', /until/));
    await late.with(prompts).extendDueDate(ref(id));
    assert.equal(await late.api.status(id), 'AwaitingOthers');
    prompts.finished();

    // The service's clock is ahead of this machine's by three days: it refuses, and nothing is hidden.
    await sandbox.control('POST', 'clock', { advance_days: 40 });
    const later = await Person.at(sandbox, ADA);
    const refusedOne = new ScriptedPrompts(script.type('5'), script.confirm('extend'));
    assert.match(
      await sentenceOf(later.with(refusedOne).extendDueDate(ref(id))),
      /The due date of "Lease 42" was not extended\. .*DUE_DATE_INVALID/,
    );
  });
});
