import assert from 'node:assert/strict';
import type { JsignClient } from '../../../src/jsign/api';
import { login } from '../../../src/jsign';
import type { NewEnvelopeBase, Tab } from '../../../src/jsign/types';
import { data, RecordingServer } from './recordingServer';
import { clientFor, goodTokens, source, tokenData } from './support';

const tab: Tab = {
  kind: 'signature',
  documentRef: 1,
  page: 2,
  x: 61.2,
  y: 396,
  width: 153,
  height: 39.6,
  pageWidth: 612,
  pageHeight: 792,
  required: true,
};
const base: NewEnvelopeBase = {
  name: 'Lease 42',
  description: 'ref 1',
  categories: ['Lease'],
  options: {
    flow: 'Sequential',
    expirationDays: 14,
    emailReminders: true,
    reminderPeriodDays: 3,
    appendQrCode: false,
    removeSignedDocument: false,
    enforceLocation: false,
    sendEmail: true,
  },
  signers: [
    {
      name: 'Ada Example',
      email: 'ada@example.org',
      countryCode: 49,
      phoneNumber: '123',
      order: 1,
      privateNote: 'hi',
      tabs: [tab],
    },
  ],
  observers: [{ name: 'Legal', email: 'legal@example.com' }],
};
const wireTab = {
  document_ref_no: 1,
  page_number: 2,
  x_position: 61.2,
  y_position: 396,
  w_position: 153,
  h_position: 39.6,
  x_position_percentage: 10,
  y_position_percentage: 50,
  w_position_percentage: 25,
  h_position_percentage: 5,
  is_required: true,
};
const wireEnvelope = {
  name: 'Lease 42',
  description: 'ref 1',
  categories: ['Lease'],
  signature: 'Esignature',
  sign_process_flow: 'Sequential',
  expiration_days: 14,
  email_reminders: true,
  reminder_period: 3,
  append_verification_qr_code: false,
  remove_signed_document: false,
  enforce_signers_location: false,
  send_email_to_recipients: true,
};
const wireSigner = {
  name: 'Ada Example',
  email: 'ada@example.org',
  country_code: 49,
  phone_number: '123',
  signing_order: 1,
  private_note: 'hi',
};
const recipients = {
  signers: [{ ...wireSigner, tabs: { sign_here_tabs: [wireTab] } }],
  observers: [{ name: 'Legal', email: 'legal@example.com' }],
};

interface Case {
  readonly name: string;
  readonly call: (client: JsignClient) => Promise<unknown>;
  readonly request: string;
  /** The JSON sent; absent where none may be. */
  readonly body?: unknown;
  /** Each spelling of `data` that the reference knows, and what must come of it. */
  readonly replies: readonly unknown[];
  readonly gives: unknown;
}

const page = { page: 2, num_pages: 3, num_results: 25, page_size: 10 };
const document = {
  id: '77',
  name: 'lease.pdf',
  originalHash: 'ab12',
  signedHash: undefined,
  blockHash: undefined,
  signProcessCompleted: false,
};
const blockchain = { original_document_hash: 'ab12', is_sign_process_completed: false };

const CASES: readonly Case[] = [
  {
    name: '4 createWithFiles',
    call: (c) =>
      c.envelopes.createWithFiles({ ...base, documents: [{ requestId: 'r1', ref: 1, name: 'lease.pdf' }] }),
    request: 'POST /api/v2.0/envelopes/create_with_files',
    body: {
      envelope: wireEnvelope,
      document: { request_id: 'r1', document_ref_no: 1, name: 'lease.pdf' },
      recipients,
    },
    replies: [
      { envelope_id: 'e1' },
      { Envelope_Id: 'e1', message: 'x' },
      { envelope: { id: 'e1' } },
      [{ id: 'e1' }],
      'e1',
    ],
    gives: 'e1',
  },
  {
    name: '4 createWithFiles with several documents',
    call: (c) =>
      c.envelopes.createWithFiles({
        ...base,
        documents: [
          { requestId: 'r1', ref: 1, name: 'a.pdf' },
          { requestId: 'r2', ref: 2, name: 'b.pdf' },
        ],
      }),
    request: 'POST /api/v2.0/envelopes/create_with_files',
    body: {
      envelope: wireEnvelope,
      document: [
        { request_id: 'r1', document_ref_no: 1, name: 'a.pdf' },
        { request_id: 'r2', document_ref_no: 2, name: 'b.pdf' },
      ],
      recipients,
    },
    replies: [{ envelope_id: 'e1' }],
    gives: 'e1',
  },
  {
    name: '5 create',
    call: (c) =>
      c.envelopes.create({ ...base, documents: [{ bytes: Buffer.from('%PDF'), ref: 1, name: 'lease.pdf' }] }),
    request: 'POST /api/v2.0/envelopes/create',
    body: {
      envelope: wireEnvelope,
      document: { document_base64: 'JVBERg==', document_ref_no: 1, name: 'lease.pdf' },
      recipients,
    },
    replies: [{ envelope_id: 'e1' }],
    gives: 'e1',
  },
  {
    name: '6 createWithTemplate',
    call: (c) =>
      c.envelopes.createWithTemplate({
        templateId: 't1',
        name: 'Lease 42',
        options: { ...base.options, removeSignedDocument: true },
        signers: [{ title: 'Tenant', name: 'Ada Example', email: 'ada@example.org', order: 1 }],
      }),
    request: 'POST /api/v2.0/envelopes/create_with_template',
    body: {
      template_id: 't1',
      envelope: {
        name: 'Lease 42',
        sign_process_flow: 'Sequential',
        expiration_day: 14,
        email_reminders: true,
        reminder_period: 3,
        append_verification_qr_code: false,
        remove_signed_envelope: true,
        enforce_signers_location: false,
        send_email_to_recipients: true,
      },
      recipients: {
        signers: [
          { signer_title: 'Tenant', name: 'Ada Example', email: 'ada@example.org', signing_order: 1 },
        ],
      },
    },
    replies: [{ envelope_id: 'e1' }],
    gives: 'e1',
  },
  {
    name: '7 details',
    call: (c) => c.envelopes.details('e 1'),
    request: 'GET /api/v2.0/envelopes/e%201/details',
    replies: [
      {
        envelope: {
          id: 'e 1',
          name: 'Lease 42',
          description: '',
          created_by: 'owner@example.org',
          creation_time_utc: '2026-01-05T09:00:00.12',
          documents: 1,
          sign_process_flow: 'Sequential',
          envelope_status: 'AwaitingOthers',
          signing_due_date: '2026-01-19T09:00:00',
          categories: ['Lease'],
        },
        documents: [{ name: 'lease.pdf', documents_id: '77', blockchain }],
        recipients: {
          signers: [
            {
              email: 'ada@example.org',
              first_name: 'Ada',
              last_name: 'Example',
              signing_order: 1,
              is_signed: false,
            },
          ],
          observers: [{ email: 'legal@example.com', first_name: 'Legal', last_name: '' }],
        },
      },
      {
        Envelope: {
          Envelope_ID: 'e 1',
          Name: 'Lease 42',
          description: null,
          created_by: 'owner@example.org',
          creations_time_utc: '2026-01-05T09:00:00.1200000Z',
          documents: 1,
          sign_process_flow: 'sequential',
          envelope_status: 'AwaitingOthers',
          signing_due_date: '2026-01-19 09:00:00Z',
          categories: 'Lease',
        },
        documents: { name: 'lease.pdf', document_id: '77', blockchain: [blockchain] },
        recipients: {
          Signers: {
            Email: 'ada@example.org',
            First_Name: 'Ada',
            last_name: 'Example',
            signing_order: '1',
            signer_status: 'Pending',
          },
          observers: { email: 'legal@example.com', name: 'Legal' },
        },
      },
    ],
    gives: {
      id: 'e 1',
      name: 'Lease 42',
      description: '',
      createdBy: 'owner@example.org',
      createdAt: Date.UTC(2026, 0, 5, 9, 0, 0, 120),
      status: { known: 'AwaitingOthers', raw: 'AwaitingOthers' },
      flow: 'Sequential',
      dueAt: Date.UTC(2026, 0, 19, 9),
      cancelReason: undefined,
      cancelledAt: undefined,
      categories: ['Lease'],
      documents: [document],
      signers: [
        {
          email: 'ada@example.org',
          firstName: 'Ada',
          lastName: 'Example',
          order: 1,
          state: 'waiting',
          signedAt: undefined,
          declineReason: undefined,
        },
      ],
      observers: [{ email: 'legal@example.com', name: 'Legal' }],
    },
  },
  {
    name: '8 history',
    call: (c) => c.envelopes.history('e1'),
    request: 'GET /api/v2.0/envelopes/e1/history',
    replies: [
      {
        envelope_id: 'e1',
        envelope_name: 'Lease 42',
        envelope_history: [
          {
            first_name: 'Olga',
            log_time_utc: '2021-08-20T07:01:10.79',
            content: 'Olga created the document',
            activity: 'Created',
          },
        ],
      },
    ],
    gives: [
      {
        firstName: 'Olga',
        lastName: '',
        at: Date.UTC(2021, 7, 20, 7, 1, 10, 790),
        content: 'Olga created the document',
        activity: 'Created',
      },
    ],
  },
  {
    name: '9 download',
    call: (c) => c.envelopes.download('e1', 'd1', 'signed'),
    request: 'GET /api/v2.0/envelopes/e1/d1/download?signedCopy=true',
    replies: [
      {
        envelope_id: 'e1',
        document_id: 'd1',
        document_name: 'lease',
        file_name: 'lease.pdf',
        document_base64: 'JVBERg==',
      },
      { FILE_NAME: 'lease.pdf', Document_Base64: 'JVBE\r\nRg==' },
    ],
    gives: { fileName: 'lease.pdf', bytes: Buffer.from('%PDF') },
  },
  {
    name: '9 download of the original',
    call: (c) => c.envelopes.download('e1', 'd1', 'original'),
    request: 'GET /api/v2.0/envelopes/e1/d1/download?signedCopy=false',
    replies: [{ document_name: 'lease.pdf', document_base64: 'JVBERg==' }],
    gives: { fileName: 'lease.pdf', bytes: Buffer.from('%PDF') },
  },
  {
    name: '10 decline',
    call: (c) => c.envelopes.decline('e1', 'too dear'),
    request: 'POST /api/v2.0/envelopes/e1/decline',
    body: { decline_reason: 'too dear' },
    replies: [{}, null],
    gives: undefined,
  },
  {
    name: '11 cancel',
    call: (c) => c.envelopes.cancel('e1', 'changed'),
    request: 'POST /api/v2.0/envelopes/e1/cancel',
    body: { cancel_reason: 'changed' },
    replies: [{}],
    gives: undefined,
  },
  {
    name: '12 remindSigner',
    call: (c) => c.envelopes.remindSigner('e1', 'ada@example.org'),
    request: 'POST /api/v2.0/envelopes/e1/remind_signer',
    body: { email: 'ada@example.org' },
    replies: [{}],
    gives: undefined,
  },
  {
    name: '13 auditLogs',
    call: (c) => c.envelopes.auditLogs('e1'),
    request: 'GET /api/v2.0/envelopes/e1/audit_logs',
    replies: ['create_date', 'created_date'].map((key) => ({
      envelope_id: 'e1',
      [key]: '2022-03-22T10:31:44Z',
      created_by: 'Olga Owner',
      signature_type: key === 'create_date' ? ['ESignature'] : 'ESignature',
      documents: [
        {
          name: 'lease.pdf',
          audit_event_logs: [
            {
              activity: 'Document Creation',
              activity_enum: 'Created',
              time_stamp_utc: '2022-03-22T10:31:44',
              transaction_hash: '0xt',
              action_by: 'Olga Owner',
              block_number: key === 'create_date' ? 12 : '12',
              wallet_address: '0xw',
              final_block_hash: '0xf',
              contract_address: '0xc',
            },
          ],
        },
      ],
    })),
    gives: {
      envelopeId: 'e1',
      createdAt: Date.UTC(2022, 2, 22, 10, 31, 44),
      createdBy: 'Olga Owner',
      signatureTypes: ['ESignature'],
      documents: [
        {
          name: 'lease.pdf',
          events: [
            {
              activity: 'Document Creation',
              activityCode: 'Created',
              at: Date.UTC(2022, 2, 22, 10, 31, 44),
              actionBy: 'Olga Owner',
              transactionHash: '0xt',
              blockNumber: '12',
              walletAddress: '0xw',
              finalBlockHash: '0xf',
              contractAddress: '0xc',
            },
          ],
        },
      ],
    },
  },
  {
    name: '14 embeddedUrl',
    call: (c) => c.envelopes.embeddedUrl('e1', 'ada+x@example.org'),
    request: 'GET /api/v2.0/envelopes/e1/generate_embedded_url/ada%2Bx%40example.org',
    replies: [
      { embedded_url: 'https://app.example.org/s?t=1' },
      { help: 'https://help.example.org', Embedded_Signing_URL: 'https://app.example.org/s?t=1' },
      { expires: 600, something: { link: 'https://app.example.org/s?t=1' } },
      'https://app.example.org/s?t=1',
    ],
    gives: 'https://app.example.org/s?t=1',
  },
  {
    name: '15 updateMetadata',
    call: (c) => c.envelopes.updateMetadata('e1', { name: 'New', categories: ['A'] }),
    request: 'POST /api/v2.0/envelopes/e1/update_envelope_metadata',
    body: { name: 'New', categories: ['A'] },
    replies: [{ envelope_id: 'e1' }],
    gives: undefined,
  },
  {
    name: '16 enteredValues',
    call: (c) => c.envelopes.enteredValues('e1'),
    request: 'GET /api/v2.0/envelopes/e1/retrieve_metadata',
    replies: [
      {
        documents: [
          {
            document_id: '77',
            document_name: 'Doc1',
            Signers: [
              {
                signer_Email_Address: 'ada@example.org',
                fields: [{ Input_type: 'Text Area', Field_Name: 'Street', Field_Value: '1 Sample Rd' }],
              },
            ],
          },
        ],
      },
      {
        Documents: {
          document_id: '77',
          document_name: 'Doc1',
          signers: {
            signer_email_address: 'ada@example.org',
            fields: { input_type: 'Text Area', field_name: 'Street', field_value: '1 Sample Rd' },
          },
        },
      },
    ],
    gives: [
      {
        documentId: '77',
        documentName: 'Doc1',
        signerEmail: 'ada@example.org',
        inputType: 'Text Area',
        name: 'Street',
        value: '1 Sample Rd',
      },
    ],
  },
  {
    name: '17 list',
    call: (c) =>
      c.envelopes.list(
        { status: ['Completed', 'DueSoon'], categories: ['Lease'], from: '2026-01-05', to: '2026-02-28' },
        2,
        10,
      ),
    request: 'POST /api/v2.0/envelopes/list',
    body: {
      status: ['Completed', 'DueSoon'],
      categories: ['Lease'],
      start_date: '01/05/2026',
      end_date: '02/28/2026',
      page: 2,
      page_size: 10,
    },
    replies: [
      {
        list_info: page,
        envelopes: [
          {
            envelope_id: 'e1',
            name: 'A',
            status: 'Completed',
            created_by: 'Olga',
            creations_time_utc: '2026-01-05T09:00:00',
            categories: 'x, y',
          },
        ],
      },
      {
        list_info: [page],
        envelopes: [
          {
            envelope_id: 'e1',
            name: 'A',
            status: 'Completed',
            created_by: 'Olga',
            creation_time_utc: '2026-01-05T09:00:00Z',
            categories: ['x', 'y'],
          },
        ],
      },
    ],
    gives: {
      items: [
        {
          id: 'e1',
          name: 'A',
          status: { known: 'Completed', raw: 'Completed' },
          createdBy: 'Olga',
          createdAt: Date.UTC(2026, 0, 5, 9),
          categories: ['x', 'y'],
        },
      ],
      page: 2,
      pageSize: 10,
      pageCount: 3,
      total: 25,
    },
  },
  {
    name: '17 list without a filter',
    call: (c) => c.envelopes.list({ status: [], categories: [] }, 1, 50),
    request: 'POST /api/v2.0/envelopes/list',
    body: { page: 1, page_size: 50 },
    replies: [
      { list_info: { num_results: 0 }, envelopes: [] },
      { list_info: { num_results: '0' }, envelopes: null },
    ],
    gives: { items: [], page: 1, pageSize: 50, pageCount: 0, total: 0 },
  },
  {
    name: '18 deleteFiles',
    call: (c) => c.envelopes.deleteFiles('e1'),
    request: 'POST /api/v2.0/envelopes/e1/delete',
    replies: [{}],
    gives: undefined,
  },
  {
    name: '19 extendDueDate',
    call: (c) => c.envelopes.extendDueDate('e1', '2026-04-29'),
    request: 'PUT /api/v2.0/envelopes/e1/extend_signing_due_date?due_date=04%2F29%2F2026',
    replies: [{}],
    gives: undefined,
  },
  {
    name: '21 templates.createWithFiles',
    call: (c) =>
      c.templates.createWithFiles({
        name: 'Lease',
        roles: [{ title: 'Tenant', tabs: [tab] }],
        documents: [{ requestId: 'r1', ref: 1, name: 'lease.pdf' }],
      }),
    request: 'POST /api/v2.0/templates/create_with_files',
    body: {
      envelope: { name: 'Lease', signature: 'Esignature' },
      document: { request_id: 'r1', document_ref_no: 1, name: 'lease.pdf' },
      recipients: { signers: [{ signer_title: 'Tenant', tabs: { sign_here_tabs: [wireTab] } }] },
    },
    replies: [{ template_id: 't1' }, { templateId: 't1' }, { template: { id: 't1' } }],
    gives: 't1',
  },
  {
    name: '22 templates.create',
    call: (c) =>
      c.templates.create({
        name: 'Lease',
        description: 'd',
        categories: ['x'],
        roles: [{ title: 'Tenant', tabs: [tab] }],
        documents: [{ bytes: Buffer.from('%PDF'), ref: 1, name: 'lease.pdf' }],
      }),
    request: 'POST /api/v2.0/template/create',
    body: {
      envelope: { name: 'Lease', description: 'd', categories: ['x'], signature: 'Esignature' },
      document: { document_base64: 'JVBERg==', document_ref_no: 1, name: 'lease.pdf' },
      recipients: { signers: [{ signer_title: 'Tenant', tabs: { sign_here_tabs: [wireTab] } }] },
    },
    replies: [{ template_id: 't1' }],
    gives: 't1',
  },
  {
    name: '23 templates.list',
    call: (c) => c.templates.list(2, 10),
    request: 'GET /api/v2.0/templates/list?page=2&pageSize=10',
    replies: [
      {
        list_info: page,
        templates: [
          {
            template_id: 't1',
            name: 'Lease',
            status: 'Inactive',
            creation_time_utc: '2021-11-16T07:21:07.283',
          },
        ],
      },
    ],
    gives: {
      items: [
        {
          id: 't1',
          name: 'Lease',
          status: { known: 'inactive', raw: 'Inactive' },
          createdAt: Date.UTC(2021, 10, 16, 7, 21, 7, 283),
        },
      ],
      page: 2,
      pageSize: 10,
      pageCount: 3,
      total: 25,
    },
  },
  {
    name: '24 templates.action',
    call: (c) => c.templates.action('t1', 'deactivate'),
    request: 'PUT /api/v2.0/templates/t1/action/deactivate',
    replies: [{}],
    gives: undefined,
  },
  {
    name: '26 attachments.list',
    call: (c) => c.attachments.list('e1'),
    request: 'GET /api/v2.0/envelopes/e1/list_supporting_document',
    replies: [
      [{ supporting_document_id: 's1', file_name: 'plan.png' }],
      { Supporting_Document_Id: 's1', file_name: 'plan.png' },
    ],
    gives: [{ id: 's1', fileName: 'plan.png' }],
  },
  {
    name: '27 attachments.download',
    call: (c) => c.attachments.download('e1', 's1'),
    request: 'GET /api/v2.0/envelopes/e1/supportingdocuments/s1/download',
    replies: [{ file_name: 'plan.png', supporting_document_base64: 'JVBERg==' }],
    gives: { fileName: 'plan.png', bytes: Buffer.from('%PDF') },
  },
  {
    name: '28 account.details',
    call: (c) => c.account.details(),
    request: 'GET /api/v2.0/account',
    replies: [
      { types: ['pdf', 'docx'], size: 25 },
      { types: '.PDF, .docx', size: '25 MB' },
      { types: ['PDF', '*.docx'], size: 26214400 },
    ].map(({ types, size }) => ({
      subscription: {
        plan_name: 'Team',
        start_date: '2026-01-01',
        end_date: '2026-12-31',
        renewal_date: '2027-01-01',
        remaining_days: 300,
        currency_code: 'EUR',
        account_id: 7,
        account_created_date: '2025-01-01',
      },
      plan: {
        document_limit: 100,
        template_limit: '10',
        number_of_docs_per_envelope: 5,
        user_limit: null,
        supported_file_size: size,
        supported_sign_types: ['Esignature'],
        supported_file_types: types,
        supported_features: '',
      },
      user: {
        first_name: 'Ada',
        last_name: 'Example',
        email: 'ada@example.org',
        status: 'active',
        is_admin: 'true',
      },
      alerts: {
        is_locked: false,
        cancellation_requested: 0,
        document_exhausted: true,
        template_exhausted: 'false',
      },
    })),
    gives: {
      subscription: {
        planName: 'Team',
        startDate: '2026-01-01',
        endDate: '2026-12-31',
        renewalDate: '2027-01-01',
        remainingDays: 300,
        accountId: '7',
      },
      plan: {
        documentLimit: 100,
        templateLimit: 10,
        documentsPerEnvelope: 5,
        userLimit: undefined,
        maxFileBytes: 26214400,
        signTypes: ['Esignature'],
        fileTypes: ['pdf', 'docx'],
        features: [],
      },
      user: {
        firstName: 'Ada',
        lastName: 'Example',
        email: 'ada@example.org',
        status: 'active',
        isAdmin: true,
      },
      alerts: {
        locked: false,
        cancellationRequested: false,
        documentsExhausted: true,
        templatesExhausted: false,
      },
    },
  },
  {
    name: '29 account.statistics',
    call: (c) => c.account.statistics(),
    request: 'GET /api/v2.0/account/statistics',
    replies: ['envelope_stats', 'document_stats'].map((key) => ({
      [key]: { completed: 5, declined: 1, expired: 0, failed: '0', cancelled: 2 },
    })),
    gives: { completed: 5, declined: 1, expired: 0, failed: 0, cancelled: 2 },
  },
];

describe('jSign operations', () => {
  let server: RecordingServer;
  beforeEach(async () => {
    server = await RecordingServer.start();
  });
  afterEach(() => server.stop());

  for (const { name, call, request, body, replies, gives } of CASES) {
    it(`${name}: request, headers and every spelling of the reply`, async () => {
      const { client } = clientFor(server.origin);
      for (const [index, reply] of replies.entries()) {
        server.next(data(reply, index % 2 === 0 ? 200 : 201));
        const result = await call(client);
        assert.deepEqual(comparable(result), comparable(gives), `reply ${index}`);
        assert.equal(server.paths.at(-1), request);
        const { headers, body: sent } = server.last;
        assert.equal(headers.authorization, 'Bearer access-first');
        assert.equal(headers['app_auth_type'], 'jsign-oauth2');
        if (body === undefined) {
          assert.equal(sent.byteLength, 0);
          assert.equal(headers['content-type'], undefined);
        } else {
          assert.equal(headers['content-type'], 'application/json');
          assert.deepEqual(JSON.parse(sent.toString()), body);
        }
      }
      assert.equal(server.requests.length, replies.length);
    });
  }

  it('1 login: Basic header, body, tokens, absolute expiry; nothing needs a store', async () => {
    server.next(
      data({ access_token: 'a', refresh_token: 'r', token_type: 'bearer', expires_in: 1767225600 }),
    );
    const request = { apiKey: 'key', apiSecret: 'se:crét', email: 'ada@example.org', password: 'pass' };
    const tokens = await login(server.origin, request);
    assert.deepEqual(tokens, { accessToken: 'a', refreshToken: 'r', expiresAt: 1767225600_000 });
    assert.deepEqual(server.paths, ['POST /api/v2.0/authorization/token']);
    assert.equal(server.last.headers.authorization, `Basic ${Buffer.from('key:se:crét').toString('base64')}`);
    assert.equal(server.last.headers['app_auth_type'], 'jsign-oauth2');
    assert.deepEqual(JSON.parse(server.last.body.toString()), { email: 'ada@example.org', password: 'pass' });
  });

  it('2 refresh: no Authorization header, both tokens in the body', async () => {
    const { client } = clientFor(server.origin);
    server.next(data({ ...tokenData('second'), access_token: undefined, token: 'access-second' }));
    const tokens = await client.authorization.refresh(goodTokens());
    assert.equal(tokens.accessToken, 'access-second');
    assert.deepEqual(server.paths, ['POST /api/v2.0/authorization/refresh_token']);
    assert.equal(server.last.headers.authorization, undefined);
    assert.equal(server.last.headers['app_auth_type'], 'jsign-oauth2');
    assert.deepEqual(JSON.parse(server.last.body.toString()), {
      access_token: 'access-first',
      refresh_token: 'refresh-first',
    });
  });

  const uploads = [
    {
      name: '3 envelopes.uploadFile',
      part: 'File',
      path: '/api/v2.0/envelopes/upload_file',
      call: (c: JsignClient, file: ReturnType<typeof source>) => c.envelopes.uploadFile(file),
      replies: [{ request_id: 'x1' }, { request_Id: 'x1' }],
    },
    {
      name: '20 templates.uploadFile',
      part: 'File',
      path: '/api/v2.0/templates/upload_file',
      call: (c: JsignClient, file: ReturnType<typeof source>) => c.templates.uploadFile(file),
      replies: [{ request_id: 'x1' }],
    },
    {
      name: '25 attachments.add',
      part: 'file',
      path: '/api/v2.0/envelopes/e1/upload_supporting_document',
      call: (c: JsignClient, file: ReturnType<typeof source>) => c.attachments.add('e1', file),
      replies: [{ envelope_id: 'e1', supporting_document_id: 'x1' }],
    },
  ];
  for (const { name, part, path, call, replies } of uploads) {
    it(`${name}: one part called ${part}, exact length`, async () => {
      const { client } = clientFor(server.origin);
      const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251));
      for (const reply of replies) {
        server.next(data(reply, 201));
        assert.equal(await call(client, source(bytes)), 'x1');
        const { headers, body } = server.last;
        assert.equal(server.paths.at(-1), `POST ${path}`);
        assert.equal(headers['content-length'], String(body.byteLength));
        assert.equal(headers['transfer-encoding'], undefined);
        const boundary =
          /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? '';
        const head = `--${boundary}\r\nContent-Disposition: form-data; name="${part}"; filename="lease.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
        assert.deepEqual(
          body,
          Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
        );
      }
    });
  }
});

/** Bytes compared as bytes, whichever kind of array holds them. */
function comparable(value: unknown): unknown {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('bytes' in value) ||
    !(value.bytes instanceof Uint8Array)
  )
    return value;
  return { ...value, bytes: Array.from(value.bytes) };
}
