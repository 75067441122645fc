import assert from 'node:assert/strict';
import type { NewAccount } from '../../../../src/editor/account/accountStore';
import { SignInDialogue } from '../../../../src/editor/account/signIn';
import type { SignInAttempt } from '../../../../src/editor/account/signInCheck';
import { Cancelled, UserError } from '../../../../src/editor/platform/actions';
import { plain } from '../../../../src/editor/platform/translate';
import { type JsignErrorFacts } from '../../../../src/jsign/errors';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { failure, newAccount, record, SANDBOX } from './helpers';

type Failure = Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>;
const { type, pick, back, refused, leave, notify } = script;

const THERE = [type('key', /API key/), type('secret', /API secret/), type('ada@example.org', /E-mail/)];
const QUESTIONS = [...THERE, type('password', /Password/)];

describe('account: signing in', () => {
  const setUp = (prompts: ScriptedPrompts, ...failures: readonly unknown[]) => {
    const attempts: SignInAttempt[] = [];
    const settings: string[] = [];
    const logged: unknown[] = [];
    const left = [...failures];
    const dialogue = new SignInDialogue({
      prompts,
      t: plain,
      check: (attempt): Promise<NewAccount> => {
        attempts.push(attempt);
        const error = left.shift();
        if (error instanceof Error) return Promise.reject(error);
        const { environment, host, email } = attempt;
        return Promise.resolve(newAccount({ environment, host, email }));
      },
      startSandbox: () => Promise.resolve(SANDBOX),
      logFailure: (error) => logged.push(error),
      describe: (error) => (error instanceof Error ? error.message : ''),
      openSetting: (key) => settings.push(key),
    });
    return { dialogue, attempts, settings, logged };
  };

  it('asks one thing after the other and checks before it gives anything back', async () => {
    const prompts = new ScriptedPrompts(pick('Production'), ...QUESTIONS);
    const { dialogue, attempts } = setUp(prompts);
    const account = await dialogue.run();
    prompts.finished();
    assert.equal(account?.environment, 'production');
    assert.deepEqual(attempts, [
      {
        environment: 'production',
        host: 'https://api.jsign.com',
        address: 'https://api.jsign.com',
        apiKey: 'key',
        apiSecret: 'secret',
        email: 'ada@example.org',
        password: 'password',
      },
    ]);
    assert.deepEqual(
      prompts.asked.map(({ step }) => step),
      ['1/5', '2/5', '3/5', '4/5', '5/5'],
    );
    assert.deepEqual(prompts.progressTitles, ['Signing in to jSign: Production']);
    assert.ok(prompts.asked.slice(1).every(({ text }) => text.startsWith('Sign In to jSign: Production')));
  });

  it('goes back with what was said kept, and forgets credentials for another place', async () => {
    const prompts = new ScriptedPrompts(
      pick('QA'),
      type('key'),
      type('secret'),
      back('input', /E-mail/),
      back('input', /API secret/),
      back('input', /API key/),
      pick('QA'),
      type('key 2'.replace(' ', '')),
      back('input', /API secret/),
      back('input', /API key/),
      pick('Production'),
      leave('input', /API key/),
    );
    assert.equal(await setUp(prompts).dialogue.run(), undefined);
    prompts.finished();
    const keys = prompts.asked.filter(({ text }) => text.includes('API key')).map(({ value }) => value);
    assert.deepEqual(keys, [undefined, 'key', 'key', 'key2', undefined]);
  });

  it('reads a custom host, and calls it production where it is', async () => {
    const prompts = new ScriptedPrompts(
      pick('Custom Host…'),
      refused('http://sign.example.com', /this machine only/),
      refused('https://api.jsign.com/api/v2.0', /without a path/),
      type('API.jsign.com'),
      ...QUESTIONS,
    );
    const { dialogue, attempts } = setUp(prompts);
    await dialogue.run();
    prompts.finished();
    assert.deepEqual([attempts[0]?.environment, attempts[0]?.host], ['production', 'https://api.jsign.com']);
    assert.match(prompts.asked[2]?.text ?? '', /Production/);
    assert.equal(prompts.asked[2]?.step, '3/6');
  });

  it('refuses what can be no credentials', async () => {
    const prompts = new ScriptedPrompts(
      pick('QA'),
      refused('', /Enter the API key/),
      refused('a:b', /no colon/),
      refused('a b', /no spaces/),
      type('  key '),
      refused(' ', /Enter the API secret/),
      type('secret'),
      refused('ada', /one e-mail/),
      refused('a@b.c, d@e.f', /one e-mail/),
      type(' ada@example.org '),
      refused('', /Enter the password/),
      type(' pass word '),
    );
    const { dialogue, attempts } = setUp(prompts);
    await dialogue.run();
    prompts.finished();
    const { apiKey, email, password } = attempts[0] ?? {};
    assert.deepEqual([apiKey, email, password], ['key', 'ada@example.org', ' pass word ']);
  });

  it('lets the person be someone of the sandbox without asking for keys', async () => {
    const prompts = new ScriptedPrompts(pick('Local sandbox'), pick('Grace Sample'));
    const { dialogue, attempts } = setUp(prompts);
    await dialogue.run();
    prompts.finished();
    assert.deepEqual(attempts, [
      {
        environment: 'sandbox',
        host: 'sandbox:',
        address: SANDBOX.url,
        apiKey: 'sandbox-key',
        apiSecret: 'sandbox-secret',
        email: 'grace@example.com',
        password: 'two',
      },
    ]);
  });

  it('asks only for the password of an account that is known, with a way back to the rest', async () => {
    const prompts = new ScriptedPrompts(
      back('input', /Password/),
      type('ada@example.org', /E-mail/),
      type('new', /Password/),
    );
    const { dialogue, attempts } = setUp(prompts);
    await dialogue.run(record());
    prompts.finished();
    assert.deepEqual([attempts[0]?.apiKey, attempts[0]?.password], ['key', 'new']);
    assert.equal(prompts.asked[0]?.step, '5/5');
  });

  const causes: readonly (readonly [string, Failure, RegExp, RegExp])[] = [
    ['wrong password', { kind: 'credentials', status: 401 }, /did not accept the password/, /Password/],
    ['unknown host', { kind: 'network', network: 'dns' }, /no host named sign\.example\.com/, /Address/],
    ['host that is silent', { kind: 'network', network: 'connect' }, /does not answer/, /Address/],
    ['a page instead', { kind: 'unreadable', replyRead: false }, /not as jSign does/, /Address/],
    ['no such path', { kind: 'not-found' }, /not as jSign does/, /Address/],
    ['401 of someone else', { kind: 'credentials', replyRead: false }, /not as jSign does/, /Address/],
    ['time-out', { kind: 'timeout' }, /did not answer in time/, /Address/],
    [
      'broken connection',
      { kind: 'network', network: 'reset' },
      /connection to sign\.example\.com broke/,
      /Password/,
    ],
    ['trouble of the service', { kind: 'server', status: 500 }, /problem of its own/, /Password/],
    ['another refusal', { kind: 'refused', code: 'ODD' }, /ODD/, /Password/],
    [
      'certificate of another host',
      { kind: 'network', network: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      /belongs to another host/,
      /Address/,
    ],
  ];
  for (const [name, facts, sentence, question] of causes) {
    it(`says what is wrong and goes back to the question that matters: ${name}`, async () => {
      const prompts = new ScriptedPrompts(
        pick('Custom Host…'),
        type('sign.example.com'),
        ...QUESTIONS,
        notify('retry', sentence),
        leave('input', question),
      );
      const error = failure(facts);
      const { dialogue, logged } = setUp(prompts, error);
      assert.equal(await dialogue.run(), undefined);
      prompts.finished();
      assert.deepEqual(logged, [error]);
      const message = prompts.asked.find(({ kind }) => kind === 'notify')?.text ?? '';
      assert.match(message, /Nothing was stored\./);
      assert.equal(message.split(sentence).length, 2, 'said once');
    });
  }

  it('keeps all but the password for another try', async () => {
    const prompts = new ScriptedPrompts(
      pick('QA'),
      ...QUESTIONS,
      notify('retry'),
      back('input', /Password/),
      back('input', /E-mail/),
      type('secret', /API secret/),
      type('ada@example.org'),
      type('right', /Password/),
    );
    const { dialogue, attempts } = setUp(prompts, failure({ kind: 'credentials' }));
    assert.ok(await dialogue.run());
    prompts.finished();
    assert.deepEqual(
      attempts.map(({ password }) => password),
      ['password', 'right'],
    );
    const second = prompts.asked.slice(6).map(({ value }) => value);
    assert.deepEqual(second, [undefined, 'ada@example.org', 'secret', 'ada@example.org', undefined]);
  });

  it('goes back to the environment where a known host cannot be found', async () => {
    const prompts = new ScriptedPrompts(pick('QA'), ...QUESTIONS, notify('retry', /qa-api/), leave('pick'));
    await setUp(prompts, failure({ kind: 'network', network: 'dns' })).dialogue.run();
    prompts.finished();
  });

  it('names the settings that help with certificates and proxies, and opens them', async () => {
    for (const [network, setting, words] of [
      ['tls', 'jsign.certificateAuthorityFile', /jsign\.certificateAuthorityFile.*http\.proxyStrictSSL/],
      ['proxy', 'http.proxy', /proxy refused.*http\.proxy/],
    ] as const) {
      const prompts = new ScriptedPrompts(pick('QA'), ...QUESTIONS, notify('setting', words));
      const { dialogue, settings } = setUp(prompts, failure({ kind: 'network', network }));
      assert.equal(await dialogue.run(), undefined);
      prompts.finished();
      assert.deepEqual(settings, [setting]);
    }
  });

  it('passes on the sentence of an error that speaks for itself', async () => {
    const prompts = new ScriptedPrompts(pick('QA'), ...QUESTIONS, notify(undefined, /cannot be read/));
    await setUp(prompts, new UserError('The file cannot be read.')).dialogue.run();
    prompts.finished();
  });

  it('ends without a word when the person cancels the check', async () => {
    const prompts = new ScriptedPrompts(pick('QA'), ...QUESTIONS);
    prompts.cancelProgress = /Signing in/;
    const { dialogue, attempts, logged } = setUp(prompts);
    assert.equal(await dialogue.run(), undefined);
    prompts.finished();
    assert.deepEqual([attempts, logged], [[], []]);

    const during = new ScriptedPrompts(pick('QA'), ...QUESTIONS);
    assert.equal(await setUp(during, new Cancelled()).dialogue.run(), undefined);
    during.finished();
  });

  it('goes on when the person signs in again beside the notification of a failure', async () => {
    const prompts = new ScriptedPrompts(pick('Production'), ...QUESTIONS, type('better', /Password/));
    const { dialogue, attempts } = setUp(prompts, failure({ kind: 'credentials' }));
    const notification = new Promise<undefined>(() => undefined);
    Object.assign(prompts, {
      notify: () => {
        dialogue.resume();
        return notification;
      },
    });
    dialogue.resume();
    assert.equal((await dialogue.run())?.email, 'ada@example.org');
    prompts.finished();
    assert.deepEqual(
      attempts.map(({ password }) => password),
      ['password', 'better'],
    );
  });
});
