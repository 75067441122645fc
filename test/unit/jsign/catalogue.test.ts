import assert from 'node:assert/strict';
import { explain } from '../../../src/jsign/catalogue';
import {
  JsignError,
  type JsignErrorFacts,
  type JsignErrorKind,
  type NetworkReason,
} from '../../../src/jsign/errors';
import { serviceOrigin } from '../../../src/jsign/host';
import { createClient, login } from '../../../src/jsign';
import { failsWith, goodTokens, MemoryStore } from './support';

/** API reference, section 11. */
const DOCUMENTED = [
  'ACCOUNT_DATA_PROCESSING_FAILURE',
  'ALIGNMENT_VALUE_IS_REQUIRED',
  'ANY_TWO_PLACEHOLDER_OVERLAPPING',
  'APPLY_TO_ALL_PAGES_INVALID',
  'ATTACHMENT_LIMIT_EXCEEDED',
  'ATTACHMENT_NOT_FOUND',
  'CATEGORIES_EMPTY',
  'CHAR_LIMIT_TYPE_VALUE_IS_REQUIRED',
  'CHECKBOX_DEFAULT_VALUE_INVALID',
  'DOCUMENT_IS_NOT_SIGNED',
  'DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
  'EMAIL_DOES_NOT_BELONG_TO_ENVELOPE',
  'EMAIL_SENDING_FAILED',
  'ENVELOPE_CANCEL_REASON_REQUIRED',
  'ENVELOPE_CREATOR_CANNOT_DECLINE',
  'ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS',
  'ENVELOPE_UPDATE_FAILED',
  'FILE_INVALID',
  'FILE_REQUIRED',
  'FILE_SIZE_LIMIT_EXCEEDED',
  'PAGE_SIZE_EXCEEDED',
  'REFRESH_TOKEN_REQUIRED',
  'SUPPORTING_DOCUMENT_NOT_FOUND',
  'SYSTEM_ERROR',
  'TOKEN_EXPIRED',
  'UNAUTHORIZED',
];
const KINDS: JsignErrorKind[] = [
  'credentials',
  'expired',
  'refused',
  'not-found',
  'network',
  'timeout',
  'cancelled',
  'server',
  'unreadable',
];
const REASONS: NetworkReason[] = ['dns', 'connect', 'tls', 'proxy', 'reset', 'other'];
const CERTIFICATES = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

function error(facts: Partial<JsignErrorFacts>): JsignError {
  return new JsignError({
    kind: 'refused',
    operation: 'envelopes.list',
    requestSent: true,
    replyRead: true,
    ...facts,
  });
}

describe('jSign catalogue', () => {
  it('has one plain sentence for each documented code, not the general one', () => {
    const general = explain(error({ status: 400 })).message.text;
    for (const code of DOCUMENTED) {
      const { message } = explain(error({ code, status: 400 }));
      assert.notEqual(message.text, general, code);
      assert.doesNotMatch(message.text, /\{0\}/, code);
    }
  });

  it('speaks in the house’s tone: sentences, no exclamation, no code, no personal data', () => {
    const all = [
      ...DOCUMENTED.map((code) => error({ code, status: 400 })),
      ...[
        'HOST_INVALID',
        'HOST_NOT_SECURE',
        'ID_INVALID',
        'DATE_INVALID',
        'SOURCE_SIZE_CHANGED',
        'SOURCE_UNREADABLE',
      ].map((code) => error({ code })),
      ...KINDS.map((kind) => error({ kind })),
      ...REASONS.map((network) => error({ kind: 'network', network })),
      ...CERTIFICATES.map((code) => error({ kind: 'network', network: 'tls', code })),
      error({ kind: 'unreadable', status: 413, replyRead: false }),
      new Error('for ada@example.org'),
    ];
    for (const each of all) {
      const { message, advice } = explain(each);
      for (const { text } of advice ? [message, advice] : [message]) {
        assert.match(text, /^(jSign|[A-Z]).*\.$/, text);
        assert.doesNotMatch(text, /!|please|success|oops|legally|guarantee|ada@/i, text);
      }
    }
  });

  it('tells certificate, proxy, name and silence apart', () => {
    const texts = [
      ...CERTIFICATES.map((code) => error({ kind: 'network', network: 'tls', code })),
      ...REASONS.map((network) => error({ kind: 'network', network })),
      error({ kind: 'timeout' }),
    ].map((each) => explain(each).message.text);
    assert.equal(new Set(texts).size, texts.length);
  });

  it('names an unknown code, and a wrong sign-in as one', () => {
    assert.deepEqual(explain(error({ code: 'NEW_CODE', status: 400 })).message.args, ['NEW_CODE']);
    const wrong = explain(
      error({ kind: 'credentials', code: 'UNAUTHORIZED', operation: 'authorization.login' }),
    ).message;
    const later = explain(error({ kind: 'credentials', code: 'UNAUTHORIZED' })).message;
    assert.notEqual(wrong.text, later.text);
    assert.match(explain(error({ code: 'constructor', status: 400 })).message.text, /\{0\}/);
  });

  it('offers a retry only where it is harmless', () => {
    const retry = (facts: Partial<JsignErrorFacts>) => explain(error(facts)).canRetry;
    for (const kind of ['network', 'timeout', 'server', 'unreadable'] as const) {
      assert.equal(retry({ kind }), true);
      assert.equal(retry({ kind, operation: 'envelopes.uploadFile' }), true);
      for (const operation of [
        'envelopes.createWithFiles',
        'envelopes.create',
        'templates.create',
        'envelopes.remindSigner',
        'attachments.add',
      ]) {
        assert.equal(retry({ kind, operation }), false);
        assert.equal(retry({ kind, operation, requestSent: false }), true);
      }
    }
    for (const kind of ['refused', 'credentials', 'expired', 'not-found'] as const)
      assert.equal(retry({ kind }), false);
    assert.equal(explain(new TypeError('x')).canRetry, false);
  });
});

describe('jSign host', () => {
  it('is a scheme and a host, encrypted unless it is this machine', () => {
    const good: [string, string][] = [
      ['https://api.jsign.com', 'https://api.jsign.com'],
      ['https://api.jsign.com/', 'https://api.jsign.com'],
      ['HTTPS://API.jsign.com:8443', 'https://api.jsign.com:8443'],
      ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
      ['http://localhost:4000', 'http://localhost:4000'],
      ['http://[::1]:4000', 'http://[::1]:4000'],
    ];
    for (const [written, origin] of good) assert.equal(serviceOrigin(written), origin);
  });

  it('anything more, or less safe, is refused before a client exists', async () => {
    const refused: [string, string][] = [
      ['https://api.jsign.com/api/v2.0', 'HOST_INVALID'],
      ['https://u:p@api.jsign.com', 'HOST_INVALID'],
      ['https://@api.jsign.com', 'HOST_INVALID'],
      ['https://api.jsign.com?x', 'HOST_INVALID'],
      ['https://api.jsign.com/?', 'HOST_INVALID'],
      ['https://api.jsign.com#', 'HOST_INVALID'],
      ['api.jsign.com', 'HOST_INVALID'],
      ['ftp://api.jsign.com', 'HOST_INVALID'],
      ['', 'HOST_INVALID'],
      ['http://api.jsign.com', 'HOST_NOT_SECURE'],
      ['http://127.0.0.1.evil.example', 'HOST_NOT_SECURE'],
      ['http://10.0.0.1', 'HOST_NOT_SECURE'],
    ];
    const request = { apiKey: 'k', apiSecret: 's', email: 'ada@example.org', password: 'p' };
    for (const [host, code] of refused) {
      const make = () => Promise.resolve(createClient({ host, tokens: new MemoryStore(goodTokens()) }));
      await failsWith(make, { kind: 'refused', code, requestSent: false });
      await failsWith(login(host, request), { kind: 'refused', code, requestSent: false });
    }
  });
});
