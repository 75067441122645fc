import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorFacts, formatLine } from '../../../../src/editor/platform/log';
import { JsignError } from '../../../../src/jsign/errors';

describe('log lines', () => {
  it('writes the allowed facts in a fixed order', () => {
    assert.equal(
      formatLine('called', { milliseconds: 12, operation: 'envelopes.list', status: 200 }),
      'called operation=envelopes.list status=200 milliseconds=12',
    );
  });

  it('never lets an address, a link, a sentence or a token through', () => {
    const secrets = fc.oneof(
      fc.stringMatching(/^[a-z.]{1,20}@[a-z]{1,12}\.org$/),
      fc.stringMatching(/^https:\/\/[a-z]{1,20}\.com\/[a-z0-9?=]{1,30}$/),
      fc.base64String({ minLength: 65 }),
      fc.tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })).map(([a, b]) => `${a} ${b}`),
    );
    fc.assert(
      fc.property(secrets, (secret) => {
        assert.ok(!formatLine('x', { state: secret, code: secret, operation: secret }).includes(secret));
      }),
    );
  });

  it('drops keys that are not on the list', () => {
    const facts = { command: 'jsign.signIn', email: 'ada@example.org' };
    assert.equal(formatLine('failed', facts), 'failed command=jsign.signIn');
  });

  it('says of an error its facts and nothing of its text', () => {
    const ours = new JsignError({
      kind: 'refused',
      operation: 'envelopes.cancel',
      status: 400,
      code: 'FILE_INVALID',
      requestSent: true,
      replyRead: true,
    });
    assert.deepEqual(errorFacts(ours), {
      operation: 'envelopes.cancel',
      kind: 'refused',
      status: 400,
      code: 'FILE_INVALID',
    });
    const system = Object.assign(new Error('open /home/ada/secret.pdf'), { code: 'ENOENT' });
    assert.deepEqual(errorFacts(system), { kind: 'Error', code: 'ENOENT' });
    assert.deepEqual(errorFacts('ada@example.org'), { kind: 'string' });
  });
});
