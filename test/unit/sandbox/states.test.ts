import assert from 'node:assert/strict';
import { ADA, type Client, codes, GRACE, Harness, type Json, LINUS, signer } from './support';

const DAY = 86_400_000;

/** `mm/dd/yyyy` of a day counted from now. */
function day(offset: number): string {
  const [year, month, date] = new Date(Date.now() + offset * DAY).toISOString().slice(0, 10).split('-');
  return `${month ?? ''}/${date ?? ''}/${year ?? ''}`;
}

describe('sandbox states', function () {
  this.timeout(30_000);
  let harness: Harness;
  let ada: Client;
  let grace: Client;
  let linus: Client;

  beforeEach(async () => {
    harness = await Harness.start();
    [ada, grace, linus] = await Promise.all([harness.as(ADA), harness.as(GRACE), harness.as(LINUS)]);
  });
  afterEach(() => harness.stop());

  const sign = async (id: string, email: string): Promise<number> =>
    (await harness.control('POST', 'sign', { envelope_id: id, email })).status;
  const three = (orders: readonly [number, number, number]): Json[] => [
    signer('Ada Example', ADA, 0, { signing_order: orders[0] }),
    signer('Grace Sample', GRACE, 1, { signing_order: orders[1] }),
    signer('Linus Proof', LINUS, 2, { signing_order: orders[2] }),
  ];
  const invited = async (id: string): Promise<readonly string[]> =>
    (await harness.outbox()).filter((m) => m.envelope_id === id && m.kind === 'invitation').map((m) => m.to);

  it('lets signers of a sequential envelope sign in their order', async () => {
    const id = await ada.send({ envelope: { sign_process_flow: 'Sequential' }, signers: three([2, 1, 3]) });
    assert.deepEqual(await invited(id), [GRACE]);
    assert.equal(await sign(id, ADA), 400);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/generate_embedded_url/${ADA}`)), [
      'SIGNER_NOT_ON_TURN',
    ]);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/remind_signer`, { email: LINUS })), [
      'SIGNER_NOT_ON_TURN',
    ]);
    assert.deepEqual(codes(await linus.post(`/envelopes/${id}/decline`, { decline_reason: 'x' })), [
      'SIGNER_NOT_ON_TURN',
    ]);
    assert.deepEqual(
      [await ada.status(id), await grace.status(id)],
      ['AwaitingOthers', 'AwaitingMySignature'],
    );
    assert.equal(await sign(id, GRACE), 200);
    assert.deepEqual(await invited(id), [GRACE, ADA]);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/remind_signer`, { email: GRACE })), [
      'SIGNER_ALREADY_SIGNED',
    ]);
    assert.deepEqual(
      [await ada.status(id), await grace.status(id)],
      ['AwaitingMySignature', 'AwaitingOthers'],
    );
    assert.equal(await sign(id, ADA), 200);
    assert.equal(await sign(id, LINUS), 200);
    assert.equal(await ada.status(id), 'Completed');
    const done = (await harness.outbox())
      .filter((m) => m.kind === 'completed')
      .map((m) => m.to)
      .sort();
    assert.deepEqual(done, [ADA, GRACE, LINUS]);
  });

  it('lets signers of a parallel envelope sign in any order', async () => {
    const id = await ada.send({ signers: three([1, 2, 3]) });
    assert.deepEqual([...(await invited(id))].sort(), [ADA, GRACE, LINUS]);
    for (const email of [LINUS, ADA, GRACE]) assert.equal(await sign(id, email), 200);
    assert.equal(await ada.status(id), 'Completed');
  });

  it('lets groups of a hybrid envelope sign one after the other', async () => {
    const id = await ada.send({ envelope: { sign_process_flow: 'Hybrid' }, signers: three([1, 2, 1]) });
    assert.deepEqual([...(await invited(id))].sort(), [ADA, LINUS]);
    assert.equal(await sign(id, GRACE), 400);
    assert.equal(await sign(id, LINUS), 200);
    assert.equal(await sign(id, GRACE), 400);
    assert.equal(await sign(id, ADA), 200);
    assert.equal(await sign(id, GRACE), 200);
  });

  it('sends no mail where none is wanted, but to the creator at the end', async () => {
    const id = await ada.send({
      envelope: { send_email_to_recipients: false },
      observers: [{ name: 'O', email: 'o@example.org' }],
    });
    assert.deepEqual(await harness.outbox(), []);
    await sign(id, GRACE);
    assert.deepEqual(
      (await harness.outbox()).map((m) => [m.to, m.kind]),
      [[ADA, 'completed']],
    );
  });

  it('tells observers', async () => {
    const id = await ada.send({ observers: [{ name: 'O', email: 'o@example.org' }] });
    await ada.post(`/envelopes/${id}/cancel`, { cancel_reason: 'x' });
    const kinds = (await harness.outbox()).filter((m) => m.to === 'o@example.org').map((m) => m.kind);
    assert.deepEqual(kinds, ['observer', 'cancelled']);
  });

  it('expires by the clock and can then be extended', async () => {
    const id = await ada.send({ envelope: { expiration_days: 2 } });
    assert.deepEqual(
      codes(await ada.call('PUT', `/envelopes/${id}/extend_signing_due_date?due_date=${day(9)}`)),
      ['ENVELOPE_NOT_EXPIRED'],
    );
    await harness.control('POST', 'clock', { advance_seconds: 2 * 86_400 + 1 });
    for (const client of [ada, grace]) Object.assign(client, await harness.as(client === ada ? ADA : GRACE));
    assert.equal(await ada.status(id), 'Expired');
    assert.equal(await sign(id, GRACE), 400);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/cancel`, { cancel_reason: 'x' })), [
      'ENVELOPE_NOT_WAITING',
    ]);
    const history = (await ada.data('GET', `/envelopes/${id}/history`))['envelope_history'] as Json[];
    assert.equal(history.at(-1)?.['activity'], 'Expired');
    assert.ok((await harness.outbox()).some((m) => m.kind === 'expired' && m.to === ADA));
    const extend = (due: string, method = 'PUT'): ReturnType<Client['call']> =>
      ada.call(method, `/envelopes/${id}/extend_signing_due_date?due_date=${due}`);
    assert.deepEqual(codes(await extend('')), ['DUE_DATE_REQUIRED']);
    assert.deepEqual(codes(await extend('2030-01-01')), ['DUE_DATE_INVALID']);
    assert.deepEqual(codes(await extend('02/30/2030')), ['DUE_DATE_INVALID']);
    assert.deepEqual(codes(await extend(day(1))), ['DUE_DATE_INVALID']);
    const extended = await extend(day(9), 'POST');
    assert.equal(extended.body['message'], 'Signing due date extended successfully.');
    assert.equal(await grace.status(id), 'AwaitingMySignature');
    assert.equal(await sign(id, GRACE), 200);
  });

  it('reminds by itself within the reminder period, once', async () => {
    const id = await ada.send({
      envelope: { expiration_days: 10, email_reminders: true, reminder_period: 3 },
    });
    const reminders = async (): Promise<number> =>
      (await harness.outbox()).filter((m) => m.envelope_id === id && m.kind === 'reminder').length;
    await harness.control('POST', 'clock', { advance_days: 6 });
    assert.equal(await reminders(), 0);
    await harness.control('POST', 'clock', { advance_days: 2 });
    assert.equal(await reminders(), 1);
    assert.equal(await reminders(), 1);
  });

  it('lets tokens expire by the clock', async () => {
    await harness.control('POST', 'clock', { advance_seconds: 4 * 3600 - 5 });
    assert.equal((await ada.get('/account')).status, 200);
    await harness.control('POST', 'clock', { advance_seconds: 10 });
    assert.deepEqual(codes(await ada.get('/account'), 401), ['TOKEN_EXPIRED']);
    const body = { access_token: ada.token, refresh_token: ada.refreshToken };
    const data = await ada.data('POST', '/authorization/refresh_token', body);
    ada.token = String(data['access_token']);
    assert.equal((await ada.get('/account')).status, 200);
    await harness.control('POST', 'clock', { advance_days: 60 });
    assert.deepEqual(codes(await ada.post('/authorization/refresh_token', body), 401), ['UNAUTHORIZED']);
  });

  it('forgets uploads after a day', async () => {
    const id = await ada.requestId();
    await harness.control('POST', 'clock', { advance_days: 1.01 });
    ada = await harness.as(ADA);
    const { newEnvelope } = await import('./support');
    assert.deepEqual(codes(await ada.post('/envelopes/create_with_files', newEnvelope(id))), [
      'REQUEST_ID_INVALID',
    ]);
  });

  it('removes the files after signing where that is wanted', async () => {
    const id = await ada.send({ envelope: { remove_signed_document: true } });
    const document = await ada.firstDocument(id);
    await sign(id, GRACE);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/${document}/download?signedCopy=true`)), [
      'DOCUMENT_NOT_FOUND',
    ]);
    const details = await ada.data('GET', `/envelopes/${id}/details`);
    assert.match(JSON.stringify(details), /signed_document_hash":"[0-9a-f]{64}/);
  });

  it('lists by status as the asker sees it, category and day, newest first and in pages', async () => {
    const mine = await ada.send({
      envelope: { name: 'Mine', categories: ['A'], expiration_days: 2 },
      signers: [signer('Ada Example', ADA, 0)],
    });
    const theirs = await ada.send({
      envelope: { name: 'Theirs', categories: ['A', 'B'], expiration_days: 30 },
    });
    const done = await ada.send({ envelope: { name: 'Done', categories: ['C'] } });
    await sign(done, GRACE);
    const list = async (filter: Json, client = ada): Promise<readonly unknown[]> =>
      ((await client.data('POST', '/envelopes/list', filter))['envelopes'] as Json[]).map(
        (e) => e['envelope_id'],
      );
    assert.deepEqual(await list({}), [done, theirs, mine]);
    assert.deepEqual(await list({ status: [] }), [done, theirs, mine]);
    assert.deepEqual(await list({ status: ['AwaitingMySignature'] }), [mine]);
    assert.deepEqual(await list({ status: ['AwaitingOthers'] }), [theirs]);
    assert.deepEqual(await list({ status: ['AwaitingMySignature'] }, grace), [theirs]);
    assert.deepEqual(await list({ status: ['DueSoon'] }), [mine]);
    assert.deepEqual(await list({ status: ['DueSoon', 'Completed'] }), [done, mine]);
    assert.deepEqual(await list({ categories: ['B', 'C'] }), [done, theirs]);
    assert.deepEqual(await list({ categories: ['A'], status: ['Completed'] }), []);
    assert.deepEqual(await list({}, linus), []);
    assert.deepEqual(await list({ start_date: day(0), end_date: day(0) }), [done, theirs, mine]);
    assert.deepEqual(await list({ end_date: day(-1) }), []);
    assert.deepEqual(await list({ start_date: day(1) }), []);
    const page = await ada.data('POST', '/envelopes/list', { page: 2, page_size: 2 });
    assert.deepEqual(page['list_info'], { page: 2, num_pages: 2, num_results: 3, page_size: 2 });
    const [entry] = page['envelopes'] as Json[];
    assert.deepEqual(
      { ...entry, creation_time_utc: 'x' },
      {
        envelope_id: mine,
        name: 'Mine',
        status: 'AwaitingMySignature',
        created_by: 'Ada Example',
        creation_time_utc: 'x',
        categories: ['A'],
      },
    );
    for (const [filter, code] of [
      [{ status: ['Sleeping'] }, 'STATUS_INVALID'],
      [{ status: 'Completed' }, 'FIELD_TYPE_INVALID'],
      [{ categories: [] }, 'CATEGORIES_EMPTY'],
      [{ start_date: '2026-01-01' }, 'DATE_INVALID'],
      [{ start_date: '13/01/2026' }, 'DATE_INVALID'],
      [{ start_date: '02/02/2026', end_date: '01/01/2026' }, 'DATE_RANGE_INVALID'],
      [{ page: 0 }, 'PAGE_INVALID'],
      [{ page_size: 101 }, 'PAGE_SIZE_EXCEEDED'],
      [{ page_size: 0 }, 'PAGE_SIZE_EXCEEDED'],
    ] as const) {
      assert.deepEqual(codes(await ada.post('/envelopes/list', filter)), [code]);
    }
  });

  it('takes the path variants of the reference', async () => {
    const id = await ada.send();
    for (const prefix of ['/api/v2.0', '/api/2.0', '/apiv2.0', '/v2.0', '']) {
      assert.equal((await ada.get(`/${prefix}/envelopes/${id}/details`)).status, 200, prefix);
    }
    for (const route of [
      `/envelope/${id}/history`,
      `/envbelopes/${id}/list_supporting_document`,
      '/template/list',
    ]) {
      assert.equal((await ada.get(route)).status, 200, route);
    }
  });
});
