import type { JsignClient } from '../../src/jsign/api';
import type { Tab, UploadSource } from '../../src/jsign/types';

/**
 * One request and its replies per operation, written from the API reference alone: neither from our client nor from our sandbox,
 * so that both can be held against it. `table` and `sample` are the two spellings that the reference uses.
 */
export interface Golden {
  readonly operation: string;
  /** Section of the API reference. */
  readonly section: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the host, with query. */
  readonly path: string;
  readonly contentType?: 'application/json' | 'multipart/form-data';
  /** JSON body, or the name of the one file part. */
  readonly body?: unknown;
  readonly part?: { readonly name: string; readonly fileName: string; readonly content: string };
  readonly authorization: 'basic' | 'bearer' | 'none';
  readonly status: number;
  readonly table: unknown;
  readonly sample: unknown;
  readonly call: (client: JsignClient) => Promise<unknown>;
  readonly gives: unknown;
}

const E = '5d1c0a52-0000-4000-8000-000000000001';
const D = '77aa0a52-0000-4000-8000-000000000002';
const T = 'a1b20a52-0000-4000-8000-000000000003';
const S = 'c3d40a52-0000-4000-8000-000000000004';
const R = '0b6f3c52-1111-4c1d-9a77-2f5d0f3a9e10';
export const IDS = { envelope: E, document: D, template: T, attachment: S, request: R };

const base = '/api/v2.0';
const ok = (data: unknown, message = ''): unknown => ({ message, data });
const both = (data: unknown, message = ''): Pick<Golden, 'table' | 'sample'> => ({
  table: ok(data, message),
  sample: ok(data, message),
});

export const CONTENT = 'a file of 24 bytes, say.';
export const file: UploadSource = {
  name: 'lease.pdf',
  size: Buffer.byteLength(CONTENT),
  open: async function* () {
    yield await Promise.resolve(Buffer.from(CONTENT));
  },
};

export const tab: Tab = {
  kind: 'signature',
  documentRef: 1,
  page: 2,
  x: 120,
  y: 640,
  width: 150,
  height: 40,
  pageWidth: 600,
  pageHeight: 800,
};
/** Of section 8: what is documented of a signature tab. Further members are INFERRED and not held against anyone here. */
export const wireTab = {
  x_position: 120,
  y_position: 640,
  w_position: 150,
  h_position: 40,
  x_position_percentage: 20,
};

const signer = { name: 'Ada Example', email: 'ada@example.org', order: 1, tabs: [tab] };
const wireSigner = {
  name: 'Ada Example',
  email: 'ada@example.org',
  signing_order: 1,
  tabs: { sign_here_tabs: [wireTab] },
};
const options = {
  flow: 'Sequential',
  expirationDays: 14,
  emailReminders: true,
  reminderPeriodDays: 3,
  appendQrCode: false,
  removeSignedDocument: false,
  enforceLocation: false,
  sendEmail: true,
} as const;
const wireEnvelope = {
  name: 'Lease 42',
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
const tokens = {
  access_token: 'eyJ.access',
  refresh_token: 'q1w2=',
  token_type: 'bearer',
  expires_in: 4_102_444_800,
};
const ourTokens = { accessToken: 'eyJ.access', refreshToken: 'q1w2=', expiresAt: 4_102_444_800_000 };
const json = { contentType: 'application/json' } as const;

const details = (documentKey: string, documents: 'array' | 'object'): unknown => {
  const document = {
    name: 'lease.pdf',
    [documentKey]: D,
    blockchain: {
      original_document_hash: 'ab12',
      signed_document_hash: 'cd34',
      blockchain_hash: 'ef56',
      is_sign_process_completed: true,
    },
  };
  return ok({
    envelope: {
      id: E,
      name: 'Lease 42',
      description: 'A lease',
      created_by: 'olga@example.org',
      creation_time_utc: '2026-01-05T09:00:00.12',
      documents: 1,
      sign_process_flow: 'Sequential',
      envelope_status: 'Completed',
      signing_due_date: '2026-01-19T09:00:00',
      categories: ['Lease'],
    },
    documents: documents === 'array' ? [document] : document,
    recipients: {
      signers: [
        {
          email: 'ada@example.org',
          first_name: 'Ada',
          last_name: 'Example',
          signing_order: 1,
          is_signed: true,
        },
      ],
    },
  });
};
const listInfo = { page: 1, num_pages: 3, num_results: 25, page_size: 10 };
const listed = { envelope_id: E, name: 'Lease 42', status: 'AwaitingOthers', created_by: 'Olga Owner' };
const auditEvent = {
  activity: 'Document Creation',
  activity_enum: 'Created',
  time_stamp_utc: '2026-01-05T09:00:00Z',
  transaction_hash: '0xaa',
  action_by: 'Olga Owner',
  block_number: 17,
  wallet_address: '0xbb',
  final_block_hash: '0xcc',
  contract_address: '0xdd',
};
const audit = (dateKey: string): unknown =>
  ok({
    envelope_id: E,
    [dateKey]: '2026-01-05T09:00:00Z',
    created_by: 'Olga Owner',
    signature_type: ['ESignature'],
    documents: [{ name: 'lease.pdf', audit_event_logs: [auditEvent] }],
  });
const values = (documents: string, signers: string): unknown =>
  ok({
    envelope_id: E,
    envelope_name: 'Lease 42',
    [documents]: [
      {
        document_id: D,
        document_name: 'lease.pdf',
        [signers]: [
          {
            signer_Email_Address: 'ada@example.org',
            fields: [{ Input_type: 'Text Area', Field_Name: 'Street', Field_Value: '1 Sample Rd' }],
          },
        ],
      },
    ],
  });
const stats = { completed: 5, declined: 1, expired: 0, failed: 0, cancelled: 2 };
const createdAt = Date.UTC(2026, 0, 5, 9, 0, 0, 120);

export const GOLDEN: readonly Golden[] = [
  {
    operation: 'authorization.login',
    section: '3.2',
    method: 'POST',
    path: `${base}/authorization/token`,
    ...json,
    body: { email: 'ada@example.org', password: 'p w' },
    authorization: 'basic',
    status: 200,
    ...both(tokens),
    call: (c) =>
      c.authorization.login({
        apiKey: 'key',
        apiSecret: 'secret',
        email: 'ada@example.org',
        password: 'p w',
      }),
    gives: ourTokens,
  },
  {
    operation: 'authorization.refresh',
    section: '3.3',
    method: 'POST',
    path: `${base}/authorization/refresh_token`,
    ...json,
    body: { access_token: 'old', refresh_token: 'q1w2=' },
    authorization: 'none',
    status: 200,
    ...both(tokens),
    call: (c) => c.authorization.refresh({ accessToken: 'old', refreshToken: 'q1w2=' }),
    gives: ourTokens,
  },
  {
    operation: 'envelopes.uploadFile',
    section: '4.1',
    method: 'POST',
    path: `${base}/envelopes/upload_file`,
    contentType: 'multipart/form-data',
    part: { name: 'File', fileName: 'lease.pdf', content: CONTENT },
    authorization: 'bearer',
    status: 201,
    table: ok({ request_id: R }),
    sample: ok({ request_Id: R }),
    call: (c) => c.envelopes.uploadFile(file),
    gives: R,
  },
  {
    operation: 'envelopes.createWithFiles',
    section: '4.2',
    method: 'POST',
    path: `${base}/envelopes/create_with_files`,
    ...json,
    body: {
      envelope: wireEnvelope,
      document: { request_id: R, document_ref_no: 1, name: 'lease.pdf' },
      recipients: { signers: [wireSigner] },
    },
    authorization: 'bearer',
    status: 201,
    ...both({ envelope_id: E }),
    call: (c) =>
      c.envelopes.createWithFiles({
        name: 'Lease 42',
        categories: ['Lease'],
        options,
        signers: [signer],
        documents: [{ requestId: R, ref: 1, name: 'lease.pdf' }],
      }),
    gives: E,
  },
  {
    operation: 'envelopes.create',
    section: '4.3',
    method: 'POST',
    path: `${base}/envelopes/create`,
    ...json,
    body: {
      envelope: wireEnvelope,
      document: {
        document_base64: Buffer.from(CONTENT).toString('base64'),
        document_ref_no: 1,
        name: 'lease.pdf',
      },
      recipients: { signers: [wireSigner] },
    },
    authorization: 'bearer',
    status: 201,
    ...both({ envelope_id: E }),
    call: (c) =>
      c.envelopes.create({
        name: 'Lease 42',
        categories: ['Lease'],
        options,
        signers: [signer],
        documents: [{ bytes: Buffer.from(CONTENT), ref: 1, name: 'lease.pdf' }],
      }),
    gives: E,
  },
  {
    operation: 'envelopes.createWithTemplate',
    section: '4.4',
    method: 'POST',
    path: `${base}/envelopes/create_with_template`,
    ...json,
    body: {
      template_id: T,
      envelope: {
        name: 'Lease 42',
        expiration_day: 14,
        email_reminders: true,
        reminder_period: 3,
        append_verification_qr_code: false,
        remove_signed_envelope: false,
        enforce_signers_location: false,
        send_email_to_recipients: true,
        sign_process_flow: 'Sequential',
      },
      recipients: {
        signers: [
          {
            signer_title: 'Tenant',
            name: 'Ada Example',
            email: 'ada@example.org',
            signing_order: 1,
            private_note: 'Hello',
          },
        ],
      },
    },
    authorization: 'bearer',
    status: 201,
    ...both({ envelope_id: E }),
    call: (c) =>
      c.envelopes.createWithTemplate({
        templateId: T,
        name: 'Lease 42',
        options,
        signers: [
          { title: 'Tenant', name: 'Ada Example', email: 'ada@example.org', order: 1, privateNote: 'Hello' },
        ],
      }),
    gives: E,
  },
  {
    operation: 'envelopes.details',
    section: '4.5',
    method: 'GET',
    path: `${base}/envelopes/${E}/details`,
    authorization: 'bearer',
    status: 200,
    table: details('documents_id', 'object'),
    sample: details('document_id', 'array'),
    call: (c) => c.envelopes.details(E),
    gives: {
      id: E,
      name: 'Lease 42',
      description: 'A lease',
      createdBy: 'olga@example.org',
      createdAt,
      status: { known: 'Completed', raw: 'Completed' },
      flow: 'Sequential',
      dueAt: Date.UTC(2026, 0, 19, 9),
      cancelReason: undefined,
      cancelledAt: undefined,
      categories: ['Lease'],
      documents: [
        {
          id: D,
          name: 'lease.pdf',
          originalHash: 'ab12',
          signedHash: 'cd34',
          blockHash: 'ef56',
          signProcessCompleted: true,
        },
      ],
      signers: [
        {
          email: 'ada@example.org',
          firstName: 'Ada',
          lastName: 'Example',
          order: 1,
          state: 'signed',
          signedAt: undefined,
          declineReason: undefined,
        },
      ],
      observers: [],
    },
  },
  {
    operation: 'envelopes.history',
    section: '4.6',
    method: 'GET',
    path: `${base}/envelopes/${E}/history`,
    authorization: 'bearer',
    status: 200,
    ...both({
      envelope_id: E,
      envelope_name: 'Lease 42',
      envelope_history: [
        {
          first_name: 'Olga',
          last_name: 'Owner',
          log_time_utc: '2026-01-05T09:00:00.12',
          content: 'Olga Owner created the document',
          activity: 'Created',
        },
      ],
    }),
    call: (c) => c.envelopes.history(E),
    gives: [
      {
        firstName: 'Olga',
        lastName: 'Owner',
        at: createdAt,
        content: 'Olga Owner created the document',
        activity: 'Created',
      },
    ],
  },
  {
    operation: 'envelopes.download',
    section: '4.7',
    method: 'GET',
    path: `${base}/envelopes/${E}/${D}/download?signedCopy=true`,
    authorization: 'bearer',
    status: 200,
    ...both({
      envelope_id: E,
      document_id: D,
      document_name: 'lease',
      file_name: 'lease.pdf',
      document_base64: Buffer.from(CONTENT).toString('base64'),
    }),
    call: async (c) => {
      const got = await c.envelopes.download(E, D, 'signed');
      return { fileName: got.fileName, text: Buffer.from(got.bytes).toString() };
    },
    gives: { fileName: 'lease.pdf', text: CONTENT },
  },
  {
    operation: 'envelopes.decline',
    section: '4.8',
    method: 'POST',
    path: `${base}/envelopes/${E}/decline`,
    ...json,
    body: { decline_reason: 'Wrong rent' },
    authorization: 'bearer',
    status: 200,
    table: ok({}, 'Envelope declined successfully'),
    sample: ok({}, 'Envelope declined successfully!'),
    call: (c) => c.envelopes.decline(E, 'Wrong rent'),
    gives: undefined,
  },
  {
    operation: 'envelopes.cancel',
    section: '4.9',
    method: 'POST',
    path: `${base}/envelopes/${E}/cancel`,
    ...json,
    body: { cancel_reason: 'Wrong rent' },
    authorization: 'bearer',
    status: 200,
    ...both({}, 'Envelope cancelled successfully.'),
    call: (c) => c.envelopes.cancel(E, 'Wrong rent'),
    gives: undefined,
  },
  {
    operation: 'envelopes.remindSigner',
    section: '4.10',
    method: 'POST',
    path: `${base}/envelopes/${E}/remind_signer`,
    ...json,
    body: { email: 'ada@example.org' },
    authorization: 'bearer',
    status: 200,
    ...both({}, 'Reminder email sent.'),
    call: (c) => c.envelopes.remindSigner(E, 'ada@example.org'),
    gives: undefined,
  },
  {
    operation: 'envelopes.auditLogs',
    section: '4.11',
    method: 'GET',
    path: `${base}/envelopes/${E}/audit_logs`,
    authorization: 'bearer',
    status: 200,
    table: audit('create_date'),
    sample: audit('created_date'),
    call: (c) => c.envelopes.auditLogs(E),
    gives: {
      envelopeId: E,
      createdAt: Date.UTC(2026, 0, 5, 9),
      createdBy: 'Olga Owner',
      signatureTypes: ['ESignature'],
      documents: [
        {
          name: 'lease.pdf',
          events: [
            {
              activity: 'Document Creation',
              activityCode: 'Created',
              at: Date.UTC(2026, 0, 5, 9),
              actionBy: 'Olga Owner',
              transactionHash: '0xaa',
              blockNumber: '17',
              walletAddress: '0xbb',
              finalBlockHash: '0xcc',
              contractAddress: '0xdd',
            },
          ],
        },
      ],
    },
  },
  {
    operation: 'envelopes.embeddedUrl',
    section: '4.12',
    method: 'GET',
    path: `${base}/envelopes/${E}/generate_embedded_url/ada%2Blease%40example.org`,
    authorization: 'bearer',
    status: 200,
    table: ok({ embedded_url: 'https://app.jsign.example/sign/abc' }),
    sample: ok({ embedded_signing_url: 'https://app.jsign.example/sign/abc' }),
    call: (c) => c.envelopes.embeddedUrl(E, 'ada+lease@example.org'),
    gives: 'https://app.jsign.example/sign/abc',
  },
  {
    operation: 'envelopes.updateMetadata',
    section: '4.13',
    method: 'POST',
    path: `${base}/envelopes/${E}/update_envelope_metadata`,
    ...json,
    body: { name: 'Lease 43', categories: ['Lease', 'Flat'] },
    authorization: 'bearer',
    status: 200,
    ...both({ envelope_id: E }, 'Envelope updated successfully'),
    call: (c) => c.envelopes.updateMetadata(E, { name: 'Lease 43', categories: ['Lease', 'Flat'] }),
    gives: undefined,
  },
  {
    operation: 'envelopes.enteredValues',
    section: '4.14',
    method: 'GET',
    path: `${base}/envelopes/${E}/retrieve_metadata`,
    authorization: 'bearer',
    status: 200,
    table: values('Documents', 'signers'),
    sample: values('documents', 'Signers'),
    call: (c) => c.envelopes.enteredValues(E),
    gives: [
      {
        documentId: D,
        documentName: 'lease.pdf',
        signerEmail: 'ada@example.org',
        inputType: 'Text Area',
        name: 'Street',
        value: '1 Sample Rd',
      },
    ],
  },
  {
    operation: 'envelopes.list',
    section: '4.15',
    method: 'POST',
    path: `${base}/envelopes/list`,
    ...json,
    body: {
      status: ['AwaitingOthers', 'DueSoon'],
      categories: ['Lease'],
      start_date: '01/05/2026',
      end_date: '12/31/2026',
      page: 1,
      page_size: 10,
    },
    authorization: 'bearer',
    status: 200,
    table: ok({
      list_info: [listInfo],
      envelopes: [{ ...listed, creations_time_utc: '2026-01-05T09:00:00.12', categories: 'Lease' }],
    }),
    sample: ok({
      list_info: listInfo,
      envelopes: [{ ...listed, creation_time_utc: '2026-01-05T09:00:00.12', categories: ['Lease'] }],
    }),
    call: (c) =>
      c.envelopes.list(
        {
          status: ['AwaitingOthers', 'DueSoon'],
          categories: ['Lease'],
          from: '2026-01-05',
          to: '2026-12-31',
        },
        1,
        10,
      ),
    gives: {
      items: [
        {
          id: E,
          name: 'Lease 42',
          status: { known: 'AwaitingOthers', raw: 'AwaitingOthers' },
          createdBy: 'Olga Owner',
          createdAt,
          categories: ['Lease'],
        },
      ],
      page: 1,
      pageSize: 10,
      pageCount: 3,
      total: 25,
    },
  },
  {
    operation: 'envelopes.deleteFiles',
    section: '4.16',
    method: 'POST',
    path: `${base}/envelopes/${E}/delete`,
    authorization: 'bearer',
    status: 200,
    ...both({}, 'Envelope deleted successfully.'),
    call: (c) => c.envelopes.deleteFiles(E),
    gives: undefined,
  },
  {
    operation: 'envelopes.extendDueDate',
    section: '4.17',
    method: 'PUT',
    path: `${base}/envelopes/${E}/extend_signing_due_date?due_date=04/29/2027`,
    authorization: 'bearer',
    status: 200,
    ...both({}, 'Signing due date extended successfully.'),
    call: (c) => c.envelopes.extendDueDate(E, '2027-04-29'),
    gives: undefined,
  },
  {
    operation: 'templates.uploadFile',
    section: '5.1',
    method: 'POST',
    path: `${base}/templates/upload_file`,
    contentType: 'multipart/form-data',
    part: { name: 'File', fileName: 'lease.pdf', content: CONTENT },
    authorization: 'bearer',
    status: 201,
    table: ok({ request_id: R }),
    sample: ok({ request_Id: R }),
    call: (c) => c.templates.uploadFile(file),
    gives: R,
  },
  {
    operation: 'templates.createWithFiles',
    section: '5.2',
    method: 'POST',
    path: `${base}/templates/create_with_files`,
    ...json,
    body: {
      envelope: { name: 'Lease', description: 'Flats', categories: ['Lease'], signature: 'Esignature' },
      document: { request_id: R, document_ref_no: 1, name: 'lease.pdf' },
      recipients: { signers: [{ signer_title: 'Tenant', tabs: { sign_here_tabs: [wireTab] } }] },
    },
    authorization: 'bearer',
    status: 201,
    ...both({ template_id: T }),
    call: (c) =>
      c.templates.createWithFiles({
        name: 'Lease',
        description: 'Flats',
        categories: ['Lease'],
        roles: [{ title: 'Tenant', tabs: [tab] }],
        documents: [{ requestId: R, ref: 1, name: 'lease.pdf' }],
      }),
    gives: T,
  },
  {
    operation: 'templates.create',
    section: '5.3',
    method: 'POST',
    path: `${base}/template/create`,
    ...json,
    body: {
      envelope: { name: 'Lease', signature: 'Esignature' },
      document: {
        document_base64: Buffer.from(CONTENT).toString('base64'),
        document_ref_no: 1,
        name: 'lease.pdf',
      },
      recipients: { signers: [{ signer_title: 'Tenant', tabs: { sign_here_tabs: [wireTab] } }] },
    },
    authorization: 'bearer',
    status: 201,
    ...both({ template_id: T }),
    call: (c) =>
      c.templates.create({
        name: 'Lease',
        roles: [{ title: 'Tenant', tabs: [tab] }],
        documents: [{ bytes: Buffer.from(CONTENT), ref: 1, name: 'lease.pdf' }],
      }),
    gives: T,
  },
  {
    operation: 'templates.list',
    section: '5.4',
    method: 'GET',
    path: `${base}/templates/list?page=2&pageSize=10`,
    authorization: 'bearer',
    status: 200,
    ...both({
      list_info: { page: 2, num_pages: 3, num_results: 25, page_size: 10 },
      templates: [
        { template_id: T, name: 'Lease', status: 'Inactive', creation_time_utc: '2021-11-16T07:21:07.283' },
      ],
    }),
    call: (c) => c.templates.list(2, 10),
    gives: {
      items: [
        {
          id: T,
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
    operation: 'templates.action',
    section: '5.5',
    method: 'PUT',
    path: `${base}/templates/${T}/action/deactivate`,
    authorization: 'bearer',
    status: 200,
    ...both({}, 'Template deactivated.'),
    call: (c) => c.templates.action(T, 'deactivate'),
    gives: undefined,
  },
  {
    operation: 'attachments.add',
    section: '6.1',
    method: 'POST',
    path: `${base}/envelopes/${E}/upload_supporting_document`,
    contentType: 'multipart/form-data',
    part: { name: 'file', fileName: 'lease.pdf', content: CONTENT },
    authorization: 'bearer',
    status: 201,
    table: ok({ envelope_id: E, supporting_document_id: S }, 'Files attached successfully.'),
    sample: ok({ envelope_id: E, supporting_document_id: S }, 'Supporting documents added successfully.'),
    call: (c) => c.attachments.add(E, file),
    gives: S,
  },
  {
    operation: 'attachments.list',
    section: '6.2',
    method: 'GET',
    path: `${base}/envelopes/${E}/list_supporting_document`,
    authorization: 'bearer',
    status: 200,
    ...both([{ supporting_document_id: S, file_name: 'plan.pdf' }]),
    call: (c) => c.attachments.list(E),
    gives: [{ id: S, fileName: 'plan.pdf' }],
  },
  {
    operation: 'attachments.download',
    section: '6.3',
    method: 'GET',
    path: `${base}/envelopes/${E}/supportingdocuments/${S}/download`,
    authorization: 'bearer',
    status: 200,
    ...both({ file_name: 'plan.pdf', supporting_document_base64: Buffer.from(CONTENT).toString('base64') }),
    call: async (c) => {
      const got = await c.attachments.download(E, S);
      return { fileName: got.fileName, text: Buffer.from(got.bytes).toString() };
    },
    gives: { fileName: 'plan.pdf', text: CONTENT },
  },
  {
    operation: 'account.details',
    section: '7.1',
    method: 'GET',
    path: `${base}/account`,
    authorization: 'bearer',
    status: 200,
    table: accountReply(['ESignature'], ['pdf', 'docx']),
    sample: accountReply('ESignature', 'pdf, .DOCX'),
    call: async (c) => {
      const { subscription, plan, user, alerts } = await c.account.details();
      return {
        planName: subscription.planName,
        remainingDays: subscription.remainingDays,
        documentLimit: plan.documentLimit,
        documentsPerEnvelope: plan.documentsPerEnvelope,
        maxFileBytes: plan.maxFileBytes,
        fileTypes: plan.fileTypes,
        signTypes: plan.signTypes,
        user,
        alerts,
      };
    },
    gives: {
      planName: 'Business',
      remainingDays: 100,
      documentLimit: 500,
      documentsPerEnvelope: 10,
      maxFileBytes: 25 * 1024 * 1024,
      fileTypes: ['pdf', 'docx'],
      signTypes: ['ESignature'],
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
    operation: 'account.statistics',
    section: '7.2',
    method: 'GET',
    path: `${base}/account/statistics`,
    authorization: 'bearer',
    status: 200,
    table: ok({ envelope_stats: stats }),
    sample: ok({ document_stats: stats }),
    call: (c) => c.account.statistics(),
    gives: stats,
  },
];

function accountReply(signTypes: unknown, fileTypes: unknown): unknown {
  return ok({
    subscription: {
      plan_name: 'Business',
      start_date: '2026-01-01T00:00:00',
      end_date: '2026-12-31T00:00:00',
      renewal_date: '2026-12-31T00:00:00',
      remaining_days: 100,
      currency_code: 'USD',
      account_id: 'acc-1',
      account_created_date: '2025-01-01T00:00:00',
    },
    plan: {
      document_limit: 500,
      template_limit: 50,
      number_of_docs_per_envelope: 10,
      user_limit: 5,
      supported_file_size: 25,
      supported_sign_types: signTypes,
      supported_file_types: fileTypes,
      supported_features: ['Templates'],
    },
    user: {
      first_name: 'Ada',
      last_name: 'Example',
      email: 'ada@example.org',
      status: 'active',
      is_admin: true,
    },
    alerts: {
      is_locked: false,
      cancellation_requested: false,
      document_exhausted: true,
      template_exhausted: false,
    },
  });
}
