import assert from 'node:assert/strict';
import { createClient } from '../../src/jsign';
import type { JsignClient } from '../../src/jsign/api';
import type { Tokens } from '../../src/jsign/types';
import { GOLDEN, type Golden } from './golden';
import { Recorder, type Recorded } from './recorder';

const held: Tokens = { accessToken: 'held', refreshToken: 'r', expiresAt: Date.UTC(2100, 0, 1) };

describe('the client against the API reference', () => {
  const recorder = new Recorder();
  let client: JsignClient;

  before(async () => {
    const host = await recorder.start();
    client = createClient({
      host,
      tokens: { read: () => Promise.resolve(held), write: () => Promise.resolve() },
    });
  });
  after(() => recorder.stop());
  beforeEach(() => recorder.requests.splice(0));

  it('has one golden exchange for each of the 29 operations', () => {
    assert.equal(GOLDEN.length, 29);
    assert.equal(new Set(GOLDEN.map((golden) => golden.operation)).size, 29);
  });

  for (const golden of GOLDEN) {
    for (const dialect of ['table', 'sample'] as const) {
      it(`${golden.operation} (section ${golden.section}), reply as in the ${dialect}`, async () => {
        recorder.answer = () => ({ status: golden.status, body: golden[dialect] });
        assert.deepEqual(await golden.call(client), golden.gives);
        assert.equal(recorder.requests.length, 1);
        const [request] = recorder.requests;
        assert.ok(request);
        checkRequest(request, golden);
      });
    }
  }
});

function checkRequest(request: Recorded, golden: Golden): void {
  assert.equal(request.method, golden.method);
  assert.equal(decodeQuery(request.url), decodeQuery(golden.path));
  assert.equal(request.headers['app_auth_type'], 'jsign-oauth2');
  const authorization = {
    basic: `Basic ${Buffer.from('key:secret').toString('base64')}`,
    bearer: 'Bearer held',
    none: undefined,
  }[golden.authorization];
  assert.equal(request.headers.authorization, authorization);
  if (golden.contentType) assert.ok(request.headers['content-type']?.startsWith(golden.contentType));
  if (golden.body !== undefined) {
    assertContains(JSON.parse(request.body.toString('utf8')), golden.body, 'body');
  }
  if (golden.part) {
    const text = request.body.toString('utf8');
    assert.match(text, new RegExp(`name="${golden.part.name}"`));
    assert.match(text, new RegExp(`filename="${golden.part.fileName}"`));
    assert.ok(text.includes(`\r\n\r\n${golden.part.content}\r\n`));
    assert.equal(Number(request.headers['content-length']), request.body.length);
  }
}

/** A slash in a query may be escaped or not: both are the same query. */
function decodeQuery(url: string): string {
  const [path = '', query] = url.split('?');
  return query === undefined ? path : `${path}?${decodeURIComponent(query)}`;
}

/** Every member that the reference documents is there with its value; what is INFERRED may stand beside it. */
function assertContains(actual: unknown, expected: unknown, path: string): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), path);
    assert.equal(actual.length, expected.length, path);
    expected.forEach((item, index) => assertContains(actual[index], item, `${path}[${index}]`));
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, path);
    for (const [key, value] of Object.entries(expected)) {
      assert.ok(key in actual, `${path}.${key} is missing`);
      assertContains((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    assert.deepEqual(actual, expected, path);
  }
}
