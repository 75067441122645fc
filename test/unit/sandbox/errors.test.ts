import assert from 'node:assert/strict';
import {
  ADA,
  type Answer,
  type Client,
  codes,
  GRACE,
  Harness,
  type Json,
  LINUS,
  newEnvelope,
  samplePdf,
  signer,
  tab,
} from './support';

describe('sandbox errors', function () {
  this.timeout(30_000);
  let harness: Harness;
  let ada: Client;
  let grace: Client;
  let linus: Client;

  before(async () => {
    harness = await Harness.start();
    [ada, grace, linus] = await Promise.all([harness.as(ADA), harness.as(GRACE), harness.as(LINUS)]);
  });
  after(() => harness.stop());

  async function refusedCreation(change: (body: Json) => Json): Promise<readonly string[]> {
    return codes(await ada.post('/envelopes/create_with_files', change(newEnvelope(await ada.requestId()))));
  }
  const withTabs = (tabs: Json, envelope: Json = {}) =>
    refusedCreation((body) => ({
      ...body,
      envelope: { ...(body['envelope'] as Json), ...envelope },
      recipients: { signers: [{ name: 'Grace Sample', email: GRACE, tabs }] },
    }));
  const withEnvelope = (changes: Json) =>
    refusedCreation((body) => ({ ...body, envelope: { ...(body['envelope'] as Json), ...changes } }));
  const withSigners = (...signers: Json[]) =>
    refusedCreation((body) => ({ ...body, recipients: { signers } }));

  it('knows 404 for what is not part of the API', async () => {
    for (const [method, route] of [
      ['GET', '/nothing'],
      ['DELETE', '/envelopes/list'],
      ['GET', '/envelopes/list'],
      ['GET', '/envelopes//details'],
      ['GET', '/envelopes/%zz/details'],
    ] as const) {
      assert.deepEqual(codes(await ada.call(method, route), 404), ['URL_NOT_FOUND']);
    }
  });

  it('demands app_auth_type on every call', async () => {
    const without = { app_auth_type: 'other' };
    assert.deepEqual(codes(await ada.call('GET', '/account', undefined, without), 401), ['UNAUTHORIZED']);
    assert.deepEqual(codes(await ada.call('POST', '/authorization/token', {}, without), 401), [
      'UNAUTHORIZED',
    ]);
  });

  it('demands a token that it issued', async () => {
    for (const authorization of [
      '',
      'Bearer ',
      'Bearer x.y.z',
      `Bearer ${ada.token}x`,
      `Basic ${ada.token}`,
    ]) {
      assert.deepEqual(codes(await ada.call('GET', '/account', undefined, { authorization }), 401), [
        'UNAUTHORIZED',
      ]);
    }
  });

  it('refuses a wrong sign-in', async () => {
    const { apiKey, apiSecret, users } = harness.announcement;
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
    const right = basic(`${apiKey}:${apiSecret}`);
    const login = (body: unknown, authorization = right): Promise<Answer> =>
      ada.call('POST', '/authorization/token', body, { authorization });
    const password = users[0]?.password;
    assert.deepEqual(codes(await login({ email: ADA, password }, ''), 401), ['UNAUTHORIZED']);
    assert.deepEqual(codes(await login({ email: ADA, password }, basic('a:b')), 401), ['UNAUTHORIZED']);
    assert.deepEqual(codes(await login({ email: ADA, password: 'no' }), 401), ['UNAUTHORIZED']);
    assert.deepEqual(codes(await login({ email: 'no@example.org', password }), 401), ['UNAUTHORIZED']);
    assert.deepEqual(codes(await login({})), ['EMAIL_REQUIRED', 'PASSWORD_REQUIRED']);
    assert.deepEqual(codes(await login({ email: 1, password: true })), [
      'FIELD_TYPE_INVALID',
      'FIELD_TYPE_INVALID',
    ]);
  });

  it('refuses a wrong renewal', async () => {
    const renew = (body: unknown): Promise<Answer> => ada.post('/authorization/refresh_token', body);
    assert.deepEqual(codes(await renew({ access_token: ada.token, refresh_token: '' })), [
      'REFRESH_TOKEN_REQUIRED',
    ]);
    assert.deepEqual(codes(await renew({ refresh_token: ada.refreshToken })), ['ACCESS_TOKEN_REQUIRED']);
    assert.deepEqual(codes(await renew({ access_token: ada.token, refresh_token: 'x~y' }), 401), [
      'UNAUTHORIZED',
    ]);
    const others = { access_token: ada.token, refresh_token: grace.refreshToken };
    assert.deepEqual(codes(await renew(others), 401), ['UNAUTHORIZED']);
  });

  it('refuses a body that is not JSON, not announced as such, or too large', async () => {
    const raw = async (body: string, type: string): Promise<Answer> => {
      const headers = {
        app_auth_type: 'jsign-oauth2',
        authorization: `Bearer ${ada.token}`,
        'content-type': type,
      };
      const response = await fetch(`${ada.base}/api/v2.0/envelopes/list`, { method: 'POST', headers, body });
      return { status: response.status, body: (await response.json()) as Json };
    };
    assert.deepEqual(codes(await raw('{', 'application/json')), ['BODY_INVALID']);
    assert.deepEqual(codes(await raw('[]', 'application/json')), ['BODY_INVALID']);
    assert.deepEqual(codes(await raw('{}', 'text/plain')), ['CONTENT_TYPE_INVALID']);
    assert.deepEqual(codes(await raw(' '.repeat(41 << 20), 'application/json')), ['REQUEST_TOO_LARGE']);
    assert.equal((await raw('{}', 'application/json; charset=utf-8')).status, 200);
  });

  it('refuses uploads that are no file, no PDF, cut off, or too large', async () => {
    const upload = (bytes: Uint8Array, name?: string, part?: string, type?: string): Promise<Answer> =>
      ada.upload('/envelopes/upload_file', bytes, name, part, type);
    assert.deepEqual(codes(await upload(samplePdf(), 'a.pdf', 'Document')), ['FILE_REQUIRED']);
    assert.deepEqual(codes(await upload(Buffer.alloc(0))), ['FILE_REQUIRED']);
    assert.deepEqual(codes(await upload(Buffer.from('hello'))), ['FILE_INVALID']);
    assert.deepEqual(codes(await upload(samplePdf().subarray(0, 400))), ['FILE_INVALID']);
    assert.deepEqual(codes(await upload(samplePdf(), 'a.xyz', 'File', 'chemical/x-xyz')), [
      'FILE_TYPE_NOT_SUPPORTED',
    ]);
    assert.deepEqual(codes(await upload(Buffer.alloc((25 << 20) + 1))), ['FILE_SIZE_LIMIT_EXCEEDED']);
    assert.deepEqual(codes(await ada.post('/envelopes/upload_file', {})), ['CONTENT_TYPE_INVALID']);
    assert.equal(
      (await upload(samplePdf(), 'a.pdf', 'file')).status,
      201,
      'the case of the part does not matter',
    );
  });

  it('refuses a request id that is unknown, used, or of somebody else', async () => {
    const id = await ada.requestId();
    assert.equal((await ada.post('/envelopes/create_with_files', newEnvelope(id))).status, 201);
    assert.deepEqual(codes(await ada.post('/envelopes/create_with_files', newEnvelope(id))), [
      'REQUEST_ID_ALREADY_USED',
    ]);
    assert.deepEqual(codes(await ada.post('/envelopes/create_with_files', newEnvelope('nothing'))), [
      'REQUEST_ID_INVALID',
    ]);
    const others = newEnvelope(await grace.requestId());
    assert.deepEqual(codes(await ada.post('/envelopes/create_with_files', others)), ['REQUEST_ID_INVALID']);
  });

  it('lets one of two creations with the same upload through', async () => {
    const body = newEnvelope(await ada.requestId());
    const answers = await Promise.all([1, 2, 3].map(() => ada.post('/envelopes/create_with_files', body)));
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, 400, 400]);
  });

  it('keeps an upload usable after a refused creation', async () => {
    const id = await ada.requestId();
    codes(await ada.post('/envelopes/create_with_files', newEnvelope(id, { signers: [] })));
    assert.equal((await ada.post('/envelopes/create_with_files', newEnvelope(id))).status, 201);
  });

  it('names everything that is missing at once', async () => {
    assert.deepEqual(codes(await ada.post('/envelopes/create_with_files', {})), [
      'ENVELOPE_REQUIRED',
      'DOCUMENT_REQUIRED',
      'RECIPIENTS_REQUIRED',
    ]);
    assert.deepEqual(
      codes(
        await ada.post('/envelopes/create_with_files', {
          envelope: {},
          document: {},
          recipients: { signers: [{}] },
        }),
      ),
      [
        'ENVELOPE_NAME_REQUIRED',
        'SIGNATURE_TYPE_REQUIRED',
        'DOCUMENT_REF_NO_REQUIRED',
        'DOCUMENT_NAME_REQUIRED',
        'REQUEST_ID_REQUIRED',
        'NAME_REQUIRED',
        'EMAIL_REQUIRED',
        'TABS_REQUIRED',
      ],
    );
  });

  it('checks the envelope', async () => {
    assert.deepEqual(await withEnvelope({ name: 7 }), ['FIELD_TYPE_INVALID']);
    assert.deepEqual(await withEnvelope({ name: '  ' }), ['ENVELOPE_NAME_REQUIRED']);
    assert.deepEqual(await withEnvelope({ signature: 'Wax' }), ['SIGNATURE_TYPE_INVALID']);
    assert.deepEqual(await withEnvelope({ sign_process_flow: 'Random' }), ['FLOW_INVALID']);
    assert.deepEqual(await withEnvelope({ expiration_days: 0 }), ['EXPIRATION_DAYS_INVALID']);
    assert.deepEqual(await withEnvelope({ expiration_days: '14' }), ['FIELD_TYPE_INVALID']);
    assert.deepEqual(await withEnvelope({ reminder_period: -1 }), ['REMINDER_PERIOD_INVALID']);
    assert.deepEqual(await withEnvelope({ email_reminders: 'yes' }), ['FIELD_TYPE_INVALID']);
    assert.deepEqual(await withEnvelope({ categories: 'Lease' }), ['FIELD_TYPE_INVALID']);
  });

  it('checks the signers', async () => {
    const one = (changes: Json): Json => signer('Grace Sample', GRACE, 0, changes);
    assert.deepEqual(await withSigners(), ['SIGNERS_REQUIRED']);
    assert.deepEqual(await withSigners(one({ email: 'nobody' })), ['EMAIL_INVALID']);
    assert.deepEqual(await withSigners(one({}), signer('Grace Again', GRACE.toUpperCase(), 1)), [
      'SIGNER_DUPLICATE',
    ]);
    assert.deepEqual(await withSigners(one({ country_code: 49 })), ['PHONE_NUMBER_INVALID']);
    assert.deepEqual(await withSigners(one({ signing_order: true })), ['FIELD_TYPE_INVALID']);
    const orders = async (flow: string, ...numbers: number[]): Promise<readonly string[]> =>
      refusedCreation((body) => ({
        ...body,
        envelope: { ...(body['envelope'] as Json), sign_process_flow: flow },
        recipients: {
          signers: numbers.map((n, i) => signer(`Signer ${i}`, `s${i}@example.org`, i, { signing_order: n })),
        },
      }));
    assert.deepEqual(await orders('Sequential', 1, 3), ['SIGNING_ORDER_INVALID']);
    assert.deepEqual(await orders('Sequential', 1, 1), ['SIGNING_ORDER_INVALID']);
    assert.deepEqual(await orders('Hybrid', 2, 2), ['SIGNING_ORDER_INVALID']);
  });

  it('checks the fields', async () => {
    const sign = [tab(0)];
    assert.deepEqual(await withTabs({}), ['TABS_REQUIRED']);
    assert.deepEqual(await withTabs({ sign_here_tabs: [{}] }), ['TAB_POSITION_REQUIRED']);
    assert.deepEqual(await withTabs({ sign_here_tabs: [tab(0, { x_position: '1' })] }), [
      'FIELD_TYPE_INVALID',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: [tab(0, { x_position_percentage: 90 })] }), [
      'TAB_POSITION_INVALID',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: [tab(0, { page_number: 2 })] }), [
      'PAGE_NUMBER_INVALID',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: [tab(0, { document_ref_no: 9 })] }), [
      'DOCUMENT_REF_NO_INVALID',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: [tab(0), tab(0)] }), [
      'ANY_TWO_PLACEHOLDER_OVERLAPPING',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: sign, text_tabs: [tab(1)] }), [
      'ALIGNMENT_VALUE_IS_REQUIRED',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: sign, text_tabs: [tab(1, { alignment: 'top' })] }), [
      'ALIGNMENT_VALUE_INVALID',
    ]);
    const limited = tab(1, { alignment: 'left', char_limit: 10 });
    assert.deepEqual(await withTabs({ sign_here_tabs: sign, text_tabs: [limited] }), [
      'CHAR_LIMIT_TYPE_VALUE_IS_REQUIRED',
    ]);
    const checkbox = tab(1, { default_value: 'on' });
    assert.deepEqual(await withTabs({ sign_here_tabs: sign, checkbox_tabs: [checkbox] }), [
      'CHECKBOX_DEFAULT_VALUE_INVALID',
    ]);
    assert.deepEqual(await withTabs({ sign_here_tabs: sign, dropdown_tabs: [tab(1)] }), [
      'DROPDOWN_OPTIONS_REQUIRED',
    ]);
    const all = [tab(0, { apply_to_all_pages: true })];
    assert.deepEqual(await withTabs({ sign_here_tabs: all }, { enable_element_tag: true }), [
      'APPLY_TO_ALL_PAGES_INVALID',
    ]);
    const twoSigners = [signer('Grace Sample', GRACE, 0), signer('Linus Proof', LINUS, 0)];
    assert.deepEqual(await withSigners(...twoSigners), ['ANY_TWO_PLACEHOLDER_OVERLAPPING']);
  });

  it('takes element tags without fields', async () => {
    const id = await ada.send({
      envelope: { enable_element_tag: true },
      signers: [{ name: 'Grace Sample', email: GRACE }],
    });
    assert.equal((await harness.control('POST', 'sign', { envelope_id: id, email: GRACE })).status, 200);
  });

  it('checks the documents', async () => {
    const base64 = async (document: Json): Promise<readonly string[]> =>
      codes(
        await ada.post('/envelopes/create', {
          ...newEnvelope(''),
          document: { document_ref_no: 1, name: 'a', ...document },
        }),
      );
    assert.deepEqual(await base64({}), ['DOCUMENT_BASE64_REQUIRED']);
    assert.deepEqual(await base64({ document_base64: 'a b' }), ['DOCUMENT_BASE64_INVALID']);
    assert.deepEqual(await base64({ document_base64: Buffer.from('hello').toString('base64') }), [
      'FILE_INVALID',
    ]);
    const broken = Buffer.from('%PDF-1.4\nnothing at all\n%%EOF').toString('base64');
    assert.deepEqual(await base64({ document_base64: broken }), ['FILE_INVALID']);
    const many = Array.from({ length: 11 }, (_, i) => ({
      document_ref_no: i + 1,
      name: 'a',
      request_id: `${i}`,
    }));
    assert.deepEqual(await refusedCreation((body) => ({ ...body, document: many })), [
      'DOCUMENT_LIMIT_EXCEEDED',
    ]);
    const twice = [1, 1].map((ref, i) => ({ document_ref_no: ref, name: 'a', request_id: `${i}` }));
    assert.deepEqual(await refusedCreation((body) => ({ ...body, document: twice })), [
      'DOCUMENT_REF_NO_INVALID',
    ]);
  });

  it('takes several documents, as array or under the plural', async () => {
    for (const key of ['document', 'documents']) {
      const ids = [await ada.requestId(), await ada.requestId()];
      const documents = ids.map((request_id, i) => ({
        request_id,
        document_ref_no: i + 1,
        name: `part ${i + 1}.pdf`,
      }));
      const tabs = { sign_here_tabs: [tab(0), tab(0, { document_ref_no: 2 })] };
      const body = newEnvelope('', { signers: [{ name: 'Grace Sample', email: GRACE, tabs }] });
      delete body['document'];
      const data = await ada.data('POST', '/envelopes/create_with_files', { ...body, [key]: documents });
      const details = await ada.data('GET', `/envelopes/${String(data['envelope_id'])}/details`);
      assert.equal((details['envelope'] as Json)['documents'], 2);
    }
  });

  it('hides envelopes from those who have nothing to do with them', async () => {
    const id = await ada.send();
    const routes = ['details', 'history', 'audit_logs', 'retrieve_metadata', `x/download?signedCopy=true`];
    for (const route of routes) {
      assert.deepEqual(codes(await linus.get(`/envelopes/${id}/${route}`)), [
        'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
      ]);
    }
    for (const [route, body] of [
      ['decline', { decline_reason: 'x' }],
      ['cancel', { cancel_reason: 'x' }],
      ['remind_signer', { email: GRACE }],
      ['update_envelope_metadata', { name: 'x' }],
      ['delete', undefined],
    ] as const) {
      assert.deepEqual(codes(await linus.post(`/envelopes/${id}/${route}`, body)), [
        'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
      ]);
    }
    assert.deepEqual(codes(await linus.get(`/envelopes/${id}/list_supporting_document`)), [
      'DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
    ]);
  });

  it('lets only the creator do what is the creator’s, and the creator not decline', async () => {
    const id = await ada.send();
    assert.deepEqual(codes(await grace.post(`/envelopes/${id}/cancel`, { cancel_reason: 'x' })), [
      'PERMISSION_DENIED',
    ]);
    assert.deepEqual(codes(await grace.post(`/envelopes/${id}/remind_signer`, { email: GRACE })), [
      'PERMISSION_DENIED',
    ]);
    assert.deepEqual(codes(await grace.post(`/envelopes/${id}/delete`)), ['PERMISSION_DENIED']);
    assert.deepEqual(codes(await grace.post(`/envelopes/${id}/update_envelope_metadata`, { name: 'x' })), [
      'ENVELOPE_UPDATE_FAILED',
    ]);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/decline`, { decline_reason: 'x' })), [
      'ENVELOPE_CREATOR_CANNOT_DECLINE',
    ]);
    const own = await ada.send({ signers: [signer('Ada Example', ADA, 0)] });
    assert.deepEqual(codes(await ada.post(`/envelopes/${own}/decline`, { decline_reason: 'x' })), [
      'ENVELOPE_CREATOR_CANNOT_DECLINE',
    ]);
  });

  it('demands reasons and e-mails', async () => {
    const id = await ada.send();
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/cancel`, { cancel_reason: ' ' })), [
      'ENVELOPE_CANCEL_REASON_REQUIRED',
    ]);
    assert.deepEqual(codes(await grace.post(`/envelopes/${id}/decline`, {})), [
      'ENVELOPE_DECLINE_REASON_REQUIRED',
    ]);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/remind_signer`, {})), ['EMAIL_REQUIRED']);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/remind_signer`, { email: LINUS })), [
      'EMAIL_DOES_NOT_BELONG_TO_ENVELOPE',
    ]);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/generate_embedded_url/${LINUS}`)), [
      'EMAIL_DOES_NOT_BELONG_TO_ENVELOPE',
    ]);
  });

  it('keeps to the states', async () => {
    const id = await ada.send();
    const document = await ada.firstDocument(id);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/${document}/download?signedCopy=true`)), [
      'DOCUMENT_IS_NOT_SIGNED',
    ]);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/${document}/download`)), ['SIGNED_COPY_INVALID']);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/nothing/download?signedCopy=true`)), [
      'DOCUMENT_NOT_FOUND',
    ]);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/audit_logs`)), ['ENVELOPE_NOT_COMPLETED']);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/delete`)), ['ENVELOPE_NOT_COMPLETED']);
    await harness.control('POST', 'sign', { envelope_id: id, email: GRACE });
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/cancel`, { cancel_reason: 'x' })), [
      'ENVELOPE_NOT_WAITING',
    ]);
    assert.deepEqual(codes(await grace.post(`/envelopes/${id}/decline`, { decline_reason: 'x' })), [
      'ENVELOPE_NOT_WAITING',
    ]);
    assert.deepEqual(codes(await ada.post(`/envelopes/${id}/remind_signer`, { email: GRACE })), [
      'ENVELOPE_NOT_WAITING',
    ]);
    assert.deepEqual(codes(await ada.get(`/envelopes/${id}/generate_embedded_url/${GRACE}`)), [
      'ENVELOPE_NOT_WAITING',
    ]);
  });

  it('checks an update', async () => {
    const id = await ada.send();
    const update = (body: unknown): Promise<Answer> =>
      ada.post(`/envelopes/${id}/update_envelope_metadata`, body);
    assert.deepEqual(codes(await update({ categories: [] })), ['CATEGORIES_EMPTY']);
    assert.deepEqual(codes(await update({ categories: [''] })), ['CATEGORIES_EMPTY']);
    assert.deepEqual(codes(await update({})), ['ENVELOPE_UPDATE_FAILED']);
    assert.deepEqual(codes(await update({ name: '' })), ['ENVELOPE_NAME_REQUIRED']);
    assert.deepEqual(codes(await update({ categories: [1] })), ['FIELD_TYPE_INVALID']);
  });

  it('limits attachments', async () => {
    const id = await ada.send();
    const add = (bytes: Uint8Array): Promise<Answer> =>
      ada.upload(`/envelopes/${id}/upload_supporting_document`, bytes, 'a.txt', 'file', 'text/plain');
    const route = `/envelopes/${id}/supportingdocuments/nothing/download`;
    assert.deepEqual(codes(await ada.get(route)), ['ATTACHMENT_NOT_FOUND']);
    assert.deepEqual(codes(await add(Buffer.alloc((25 << 20) + 1))), ['FILE_SIZE_LIMIT_EXCEEDED']);
    for (let i = 0; i < 10; i++) assert.equal((await add(Buffer.from(`file ${i}`))).status, 201);
    assert.deepEqual(codes(await add(Buffer.from('one more'))), ['ATTACHMENT_LIMIT_EXCEEDED']);
    assert.deepEqual(codes(await ada.get(route)), ['SUPPORTING_DOCUMENT_NOT_FOUND']);
  });

  it('checks templates', async () => {
    const create = async (recipients: Json): Promise<readonly string[]> =>
      codes(
        await ada.post('/templates/create_with_files', {
          envelope: { name: 'T', signature: 'Esignature' },
          document: { request_id: await ada.requestId(), document_ref_no: 1, name: 't.pdf' },
          recipients,
        }),
      );
    const role = { signer_title: 'Client', tabs: { sign_here_tabs: [tab(0)] } };
    assert.deepEqual(await create({ signers: [] }), ['SIGNERS_REQUIRED']);
    assert.deepEqual(await create({ signers: [{ tabs: role.tabs }] }), ['SIGNER_TITLE_REQUIRED']);
    assert.deepEqual(await create({ signers: [role, { ...role, tabs: { sign_here_tabs: [tab(1)] } }] }), [
      'SIGNER_TITLE_DUPLICATE',
    ]);
    assert.deepEqual(codes(await ada.call('PUT', '/templates/nothing/action/delete')), [
      'TEMPLATE_NOT_FOUND',
    ]);
    const made = await ada.data('POST', '/templates/create_with_files', {
      envelope: { name: 'T', signature: 'Esignature' },
      document: { request_id: await ada.requestId(), document_ref_no: 1, name: 't.pdf' },
      recipients: { signers: [role] },
    });
    const id = String(made['template_id']);
    assert.deepEqual(codes(await ada.call('PUT', `/templates/${id}/action/burn`)), [
      'TEMPLATE_ACTION_INVALID',
    ]);
    const use = async (title: string): Promise<readonly string[]> =>
      codes(
        await ada.post('/envelopes/create_with_template', {
          template_id: id,
          envelope: { name: 'E' },
          recipients: { signers: [{ signer_title: title, name: 'Grace Sample', email: GRACE }] },
        }),
      );
    assert.deepEqual(await use('Nobody'), ['SIGNER_TITLE_INVALID']);
    await ada.call('PUT', `/templates/${id}/action/deactivate`);
    assert.deepEqual(await use('Client'), ['TEMPLATE_INACTIVE']);
    assert.deepEqual(codes(await ada.get('/templates/list?pageSize=101')), ['PAGE_SIZE_EXCEEDED']);
    assert.deepEqual(codes(await ada.get('/templates/list?pageSize=0')), ['PAGE_SIZE_EXCEEDED']);
    assert.deepEqual(codes(await ada.get('/templates/list?page=x')), ['PAGE_INVALID']);
  });
});
