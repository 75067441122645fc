import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isJsignError } from '../../../src/jsign/errors';
import { readJson, replyError } from '../../../src/jsign/reply';
import type { HttpReply } from '../../../src/jsign/transport';
import { readCreatedId } from '../../../src/jsign/wire/readCreated';
import { readDownload } from '../../../src/jsign/wire/readDownload';
import { readEmbeddedUrl } from '../../../src/jsign/wire/readEmbeddedUrl';
import {
  readAuditLog,
  readDetails,
  readEnteredValues,
  readEnvelopePage,
  readHistory,
} from '../../../src/jsign/wire/readEnvelope';
import {
  readAccount,
  readAttachments,
  readStatistics,
  readTemplatePage,
  readTokens,
} from '../../../src/jsign/wire/readOthers';
import { time } from '../../../src/jsign/wire/scalars';
import { readStatus } from '../../../src/jsign/wire/statusWord';
import * as v from 'valibot';

const asked = { page: 1, pageSize: 10 };
const READERS: Readonly<Record<string, (body: unknown) => unknown>> = {
  details: (body) => readDetails('op', body),
  history: (body) => readHistory('op', body),
  auditLog: (body) => readAuditLog('op', body),
  enteredValues: (body) => readEnteredValues('op', body),
  envelopePage: (body) => readEnvelopePage('op', body, asked),
  templatePage: (body) => readTemplatePage('op', body, asked),
  tokens: (body) => readTokens('op', body, 0),
  attachments: (body) => readAttachments('op', body),
  account: (body) => readAccount('op', body),
  statistics: (body) => readStatistics('op', body),
  createdId: (body) => readCreatedId('op', body, 'envelope_id'),
  embeddedUrl: (body) => readEmbeddedUrl('op', body),
  download: (body) => readDownload('op', reply(JSON.stringify(body ?? null)), 'document_base64'),
};

/** Replies that make sense, so that the wild ones begin close to them. */
const SENSIBLE: Readonly<Record<string, unknown>> = {
  details: {
    envelope: { id: 'e1', name: 'N', envelope_status: 'Completed', categories: ['a'] },
    documents: [{ documents_id: 'd1', name: 'a.pdf', blockchain: { is_sign_process_completed: true } }],
    recipients: {
      signers: [{ email: 'ada@example.org', signing_order: 1, is_signed: true }],
      observers: [{ email: 'o@example.org' }],
    },
  },
  history: { envelope_history: [{ first_name: 'A', log_time_utc: '2021-08-20T07:01:10.79' }] },
  auditLog: {
    envelope_id: 'e1',
    documents: [{ name: 'a.pdf', audit_event_logs: [{ activity: 'x', block_number: 5 }] }],
  },
  enteredValues: { documents: [{ document_id: 'd', Signers: [{ fields: [{ Field_Name: 'x' }] }] }] },
  envelopePage: {
    list_info: { page: 1, num_pages: 1, num_results: 1, page_size: 10 },
    envelopes: [{ envelope_id: 'e1' }],
  },
  templatePage: {
    list_info: { page: 1, num_pages: 1, num_results: 1, page_size: 10 },
    templates: [{ template_id: 't1' }],
  },
  tokens: { access_token: 'a', refresh_token: 'r', expires_in: 1767225600 },
  attachments: [{ supporting_document_id: 's1', file_name: 'a' }],
  account: { subscription: {}, plan: {}, user: {}, alerts: {} },
  statistics: { document_stats: { completed: 1, declined: 1, expired: 1, failed: 1, cancelled: 1 } },
  createdId: { envelope_id: 'e1' },
  embeddedUrl: { url: 'https://app.example.org/x' },
  download: { file_name: 'a.pdf', document_base64: 'JVBERg==' },
};

function reply(text: string, status = 200, headers: Record<string, string> = {}): HttpReply {
  return { status, header: (name) => headers[name.toLowerCase()], bytes: Buffer.from(text) };
}

/** Runs a reader: what it gives, or the field it could not read. Anything else it throws fails the test. */
function outcome(read: () => unknown): { given?: unknown; field?: string | undefined; kind?: string } {
  try {
    return { given: read() };
  } catch (error) {
    assert.ok(isJsignError(error), String(error));
    assert.equal(error.kind, 'unreadable');
    assert.equal(error.operation, 'op');
    return { field: error.field, kind: error.kind };
  }
}

/** A sensible value with some of its parts replaced by anything. */
function spoiled(value: unknown, junk: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const keep = { weight: 6, arbitrary: deeper(value, junk) };
  return fc.oneof(keep, { weight: 1, arbitrary: junk });
}
function deeper(value: unknown, junk: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.tuple(...value.map((each) => spoiled(each, junk)));
  if (typeof value !== 'object' || value === null) return fc.constant(value);
  return fc.record(
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoiled(each, junk)])),
    {
      requiredKeys: [],
    },
  );
}

describe('jSign reading', function () {
  this.timeout(10_000);
  for (const [name, read] of Object.entries(READERS)) {
    it(`${name}: what makes sense is read`, () => {
      assert.notEqual(outcome(() => read({ message: '', data: SENSIBLE[name] })).given, undefined);
    });

    it(`${name}: nothing off the wire ends in anything but 'unreadable'`, () => {
      const junk = fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(null, -0, '__proto__', [], [[]], {}, { length: 3 }),
      );
      fc.assert(
        fc.property(fc.oneof(junk, fc.record({ data: spoiled(SENSIBLE[name], junk) })), (body) => {
          outcome(() => read(JSON.parse(JSON.stringify(body ?? null))));
        }),
        { numRuns: 300 },
      );
    });

    it(`${name}: keys are found in any case`, () => {
      const shout = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(shout);
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(
          Object.entries(value).map(([key, each]) => [key.toUpperCase(), shout(each)]),
        );
      };
      const plain = outcome(() => read({ data: SENSIBLE[name] }));
      const loud = outcome(() => read(shout({ data: SENSIBLE[name] })));
      assert.deepEqual(normal(loud), normal(plain));
    });
  }

  it('names the field that made no sense, never its value', () => {
    const cases: [string, unknown, string][] = [
      ['details', {}, 'data'],
      ['details', { data: { envelope: { name: 'x' } } }, 'data.envelope.id'],
      ['details', { data: { envelope: { id: 'e' } } }, 'data.documents'],
      [
        'details',
        { data: { envelope: { id: 'e' }, documents: [{ id: 'd' }, { name: 'no id' }] } },
        'data.documents.1.documents_id',
      ],
      [
        'details',
        { data: { envelope: { id: 'e' }, documents: [], recipients: { signers: [{ first_name: 'x' }] } } },
        'data.recipients.signers.0.email',
      ],
      ['envelopePage', { data: { envelopes: [] } }, 'data.list_info'],
      ['envelopePage', { data: { list_info: { num_results: 3 } } }, 'data.envelopes'],
      [
        'envelopePage',
        { data: { list_info: { num_results: 3 }, envelopes: [{ name: {} }] } },
        'data.envelopes.0.envelope_id',
      ],
      ['tokens', { data: { access_token: 'a', refresh_token: 'r' } }, 'data.expires_in'],
      ['createdId', { data: {} }, 'data.envelope_id'],
      ['createdId', { data: null }, 'data.envelope_id'],
      ['createdId', { message: 'created' }, 'data.envelope_id'],
      ['embeddedUrl', { data: { url: 'soon' } }, 'data.embedded_url'],
      ['download', { data: { file_name: 'x', document_base64: '!!' } }, 'data.document_base64'],
    ];
    for (const [name, body, field] of cases) {
      const read = READERS[name];
      assert.ok(read);
      assert.equal(outcome(() => read(body)).field, field, name);
    }
  });

  it('a page without its list is no empty page', () => {
    const page = (data: unknown) => outcome(() => readEnvelopePage('op', { data }, asked));
    assert.equal(page({ list_info: { num_results: 2 }, envelopes: null }).field, 'data.envelopes');
    assert.deepEqual(page({ list_info: { num_results: 0, num_pages: 0, page: 1, page_size: 10 } }).given, {
      items: [],
      page: 1,
      pageSize: 10,
      pageCount: 0,
      total: 0,
    });
  });

  it('reads times with and without zone, with fractions of any length, as UTC', () => {
    const at = (text: unknown) => v.parse(time, text);
    assert.equal(at('2021-08-20T07:01:10.79'), Date.UTC(2021, 7, 20, 7, 1, 10, 790));
    assert.equal(at('2022-03-22T10:31:44Z'), Date.UTC(2022, 2, 22, 10, 31, 44));
    assert.equal(at('2022-03-22T10:31:44.1234567Z'), Date.UTC(2022, 2, 22, 10, 31, 44, 123));
    assert.equal(at('2022-03-22T10:31:44+02:00'), Date.UTC(2022, 2, 22, 8, 31, 44));
    assert.equal(at('2022-03-22T10:31:44-0130'), Date.UTC(2022, 2, 22, 12, 1, 44));
    assert.equal(at('2022-03-22 10:31'), Date.UTC(2022, 2, 22, 10, 31));
    assert.equal(at('2022-03-22'), Date.UTC(2022, 2, 22));
    assert.equal(at('04/29/2023'), Date.UTC(2023, 3, 29));
    for (const never of [
      '0001-01-01T00:00:00',
      '2022-02-30',
      '2022-13-01',
      '2022-01-01T25:00:00',
      'soon',
      '',
      null,
      7,
      {},
    ]) {
      assert.equal(at(never), undefined, JSON.stringify(never));
    }
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.boolean(), fc.stringMatching(/^\d{0,6}$/), (moment, zone, digits) => {
        const iso = moment.toISOString();
        assert.equal(at(iso.slice(0, -1) + digits + (zone ? 'Z' : '')), moment.getTime());
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (anything) => ['number', 'undefined'].includes(typeof at(anything))),
    );
  });

  it('keeps status words it does not know', () => {
    assert.deepEqual(readStatus('AwaitingMySignature'), {
      known: 'AwaitingMySignature',
      raw: 'AwaitingMySignature',
    });
    assert.deepEqual(readStatus('awaiting my signature'), {
      known: 'AwaitingMySignature',
      raw: 'awaiting my signature',
    });
    assert.deepEqual(readStatus('Canceled'), { known: 'Cancelled', raw: 'Canceled' });
    assert.deepEqual(readStatus('Failed'), { known: 'unknown', raw: 'Failed' });
    assert.deepEqual(readStatus(''), { known: 'unknown', raw: '' });
  });

  it('reads what a signer did under any likely name', () => {
    const signer = (fields: object) =>
      readDetails('op', {
        data: {
          envelope: { id: 'e' },
          documents: [],
          recipients: { signers: [{ email: 'a@example.org', ...fields }] },
        },
      }).signers[0];
    const states: [object, string][] = [
      [{}, 'unknown'],
      [{ is_signed: false }, 'waiting'],
      [{ is_signed: true, signed_date_utc: '2026-01-01' }, 'signed'],
      [{ is_signed: false, is_viewed: true }, 'viewed'],
      [{ is_signed: false, status: 'Viewed' }, 'viewed'],
      [{ is_declined: true, is_signed: false }, 'declined'],
      [{ status: 'Declined', decline_reason: 'no' }, 'declined'],
      [{ Signer_Status: 'signed' }, 'signed'],
      [{ status: 'AwaitingSignature' }, 'waiting'],
      [{ status: 'constructor' }, 'unknown'],
      [{ status: { odd: 1 } }, 'unknown'],
    ];
    for (const [fields, state] of states) assert.equal(signer(fields)?.state, state, JSON.stringify(fields));
    assert.equal(signer({ signed_date_utc: '2026-01-01' })?.signedAt, Date.UTC(2026, 0, 1));
    assert.equal(signer({ decline_reason: 'no' })?.declineReason, 'no');
    assert.deepEqual(pick(signer({ name: 'Ada Maria Example' })), ['Ada', 'Maria Example']);
  });

  it('reads recipients that are the signers themselves', () => {
    for (const recipients of [
      { email: 'a@example.org', first_name: 'A' },
      [{ email: 'a@example.org', first_name: 'A' }],
    ]) {
      const { signers } = readDetails('op', { data: { envelope: { id: 'e' }, documents: [], recipients } });
      assert.deepEqual(
        signers.map(({ email, firstName }) => [email, firstName]),
        [['a@example.org', 'A']],
      );
    }
  });

  it('takes as a signing address only https, or http on this machine', () => {
    const url = (value: unknown) => outcome(() => readEmbeddedUrl('op', { data: { link: value } })).given;
    for (const good of [
      'https://x.example/1',
      'http://127.0.0.1:80/x',
      'http://localhost:9/x',
      'http://[::1]:9/x',
    ]) {
      assert.equal(url(good), good);
    }
    for (const bad of [
      'http://x.example/',
      'ftp://x.example',
      'javascript:alert(1)',
      'https://',
      'https://u:p@x.example/',
      'http://127.0.0.1.evil.example/',
    ]) {
      assert.equal(url(bad), undefined, bad);
    }
  });

  it('reads an expiry as absolute seconds, a duration, or milliseconds', () => {
    const at = (expires_in: unknown) =>
      readTokens('op', { data: { access_token: 'a', refresh_token: 'r', expires_in } }, 5000).expiresAt;
    assert.equal(at(1767225600), 1767225600_000);
    assert.equal(at('1767225600'), 1767225600_000);
    assert.equal(at(14400), 5000 + 14400_000);
    assert.equal(at(1767225600_000), 1767225600_000);
  });

  it('turns failures into kinds, and lets only codes through', () => {
    const kind = (status: number, body: unknown) => {
      const error = replyError(
        'op',
        reply(typeof body === 'string' ? body : JSON.stringify(body), status),
        0,
      );
      return [error?.kind, error?.code, error?.replyRead];
    };
    const coded = (error_code: string) => ({ errors: [{ error_code, developer_message: 'x' }] });
    assert.deepEqual(kind(200, {}), [undefined, undefined, undefined]);
    assert.deepEqual(kind(400, coded('FILE_INVALID')), ['refused', 'FILE_INVALID', true]);
    assert.deepEqual(kind(400, { error_code: 'DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS' }), [
      'refused',
      'DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
      true,
    ]);
    assert.deepEqual(kind(400, { Errors: { Error_Code: 'x_y' } }), ['refused', 'X_Y', true]);
    assert.deepEqual(kind(400, coded('Ada <ada@example.org>')), ['refused', undefined, true]);
    assert.deepEqual(kind(400, { title: 'validation', errors: { name: ['too long'] } }), [
      'refused',
      undefined,
      true,
    ]);
    assert.deepEqual(kind(400, '<html>'), ['unreadable', undefined, false]);
    assert.deepEqual(kind(401, coded('TOKEN_EXPIRED')), ['expired', 'TOKEN_EXPIRED', true]);
    assert.deepEqual(kind(401, coded('UNAUTHORIZED')), ['credentials', 'UNAUTHORIZED', true]);
    assert.deepEqual(kind(401, {}), ['credentials', undefined, true]);
    assert.deepEqual(kind(401, ''), ['unreadable', undefined, false]);
    assert.deepEqual(kind(404, '<html>'), ['not-found', undefined, false]);
    assert.deepEqual(kind(500, coded('EMAIL_SENDING_FAILED')), ['server', 'EMAIL_SENDING_FAILED', true]);
    assert.deepEqual(kind(503, ''), ['server', undefined, false]);
    assert.deepEqual(kind(302, ''), ['unreadable', undefined, false]);
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.jsonValue(), (status, body) => {
        assert.ok(isJsignError(replyError('op', reply(JSON.stringify(body), status), 0)));
      }),
    );
  });

  it('a success must be a JSON object without errors', () => {
    for (const text of ['', 'null', '[]', '"x"', '{"data":', '<html></html>', '['.repeat(100_000)]) {
      assert.equal(outcome(() => readJson('op', reply(text))).kind, 'unreadable', text.slice(0, 20));
    }
    assert.equal(outcome(() => readJson('op', reply('{"errors":[{"error_code":"X"}]}'))).field, 'errors');
    assert.deepEqual(readJson('op', reply('\ufeff{"data":{},"errors":[]}')), { data: {}, errors: [] });
    assert.deepEqual(readJson('op', reply('', 204)), { data: {} });
  });

  describe('downloads', () => {
    const download = (text: string) => readDownload('op', reply(text), 'document_base64');

    it('any bytes come back, however the base64 is written', () => {
      const write: ((base64: string) => string)[] = [
        (base64) => base64,
        (base64) => base64.replaceAll('/', '\\/').replaceAll('+', '\\u002B'),
        (base64) => base64.replace(/(.{76})/g, '$1\\r\\n'),
      ];
      fc.assert(
        fc.property(
          fc.uint8Array({ minLength: 1, maxLength: 500 }),
          fc.nat(2),
          fc.boolean(),
          (bytes, style, last) => {
            const content = (write[style] ?? String)(Buffer.from(bytes).toString('base64'));
            const parts = ['"file_name":"a \\"document_base64\\" b.pdf"', `"document_base64" : "${content}"`];
            const text = `{"message":"","data":{${(last ? parts : parts.reverse()).join(',')}}}`;
            const file = download(text);
            assert.equal(file.fileName, 'a "document_base64" b.pdf');
            assert.deepEqual(Array.from(file.bytes), Array.from(bytes));
          },
        ),
      );
    });

    it('a file over several pieces comes back whole', () => {
      const bytes = Buffer.alloc(2_500_001);
      for (let at = 0; at < bytes.byteLength; at++) bytes[at] = (at * 31) & 255;
      const text = JSON.stringify({ data: { file_name: 'big', document_base64: bytes.toString('base64') } });
      assert.ok(bytes.equals(download(text).bytes));
    });

    it('content that is no base64, empty or missing makes no sense', () => {
      for (const content of ['', '!!!!', 'JVBE*Rg=', 'JV=BERg=', null, 7]) {
        const text = JSON.stringify({ data: { file_name: 'a', document_base64: content } });
        assert.equal(outcome(() => download(text)).kind, 'unreadable', String(content));
      }
      assert.equal(outcome(() => download('{"data":{"document_base64":"JVBERg==')).kind, 'unreadable');
    });
  });
});

function normal(result: { given?: unknown }): unknown {
  return JSON.parse(JSON.stringify(result));
}

function pick(signer: { readonly firstName: string; readonly lastName: string } | undefined): unknown[] {
  return [signer?.firstName, signer?.lastName];
}
