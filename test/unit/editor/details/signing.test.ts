import assert from 'node:assert/strict';
import type { EnvelopeDetails } from '../../../../src/jsign/types';
import { word } from '../envelopes/fakes';
import { script, ScriptedPrompts } from '../scriptedPrompts';
import { ADA, Bench, GRACE, OPEN, settled } from './bench';

const SIGNED: EnvelopeDetails = {
  ...OPEN,
  status: word('AwaitingOthers'),
  signers: [{ ...ADA, state: 'signed', signedAt: 1 }, GRACE],
};
const PARALLEL: EnvelopeDetails = { ...OPEN, flow: 'Parallel' };

async function signing(prompts?: ScriptedPrompts, envelope: EnvelopeDetails = OPEN): Promise<Bench> {
  const bench = new Bench(prompts);
  bench.details = envelope;
  await bench.open();
  bench.page.say({ type: 'sign', email: undefined });
  await settled();
  return bench;
}
/** Everything that could keep something: all that was shown, logged and run, without the frame's own message. */
function traces(bench: Bench): string {
  const shown = bench.page.posted.filter((message) => message.type !== 'frame');
  return JSON.stringify([shown, bench.logged, bench.ran, bench.page.title, bench.prompts.asked]);
}

describe('Signing in the panel: who', () => {
  it('starts at once where only oneself can sign', async () => {
    const bench = await signing();
    assert.deepEqual([bench.page.signing.phase, bench.urlFor], ['open', ['ada@example.org']]);
    assert.match(bench.page.signing.title, /^Signing as you, \u2068Ada Example\u2069$/);
    bench.prompts.finished();
  });

  it('asks where several can, and asks for oneself no further', async () => {
    const bench = await signing(
      new ScriptedPrompts(script.pick('You, Ada Example', /Who signs\?/)),
      PARALLEL,
    );
    assert.deepEqual(bench.urlFor, ['ada@example.org']);
    bench.prompts.finished();
  });

  it('wants another person confirmed by name', async () => {
    const prompts = new ScriptedPrompts(
      script.pick('Grace Sample'),
      script.confirm('here', /Is Grace Sample here to sign "Lease 42"\?[^]*grace@example\.com/),
    );
    const bench = await signing(prompts, PARALLEL);
    assert.deepEqual(bench.urlFor, ['grace@example.com']);
    assert.match(bench.page.signing.title, /Grace Sample.*in person/);
    assert.deepEqual(prompts.asked.at(-1)?.choices, ['Grace Sample Is Here to Sign']);
    prompts.finished();
  });

  it('asks the service for no link when that is not confirmed', async () => {
    for (const prompts of [
      new ScriptedPrompts(script.pick('Grace Sample'), script.confirm(undefined)),
      new ScriptedPrompts(script.leave('pick')),
    ]) {
      const bench = await signing(prompts, PARALLEL);
      assert.deepEqual([bench.urlFor, bench.page.signing.phase, bench.problems], [[], 'off', []]);
      prompts.finished();
    }
  });

  it('goes by the signer that was pointed at', async () => {
    const bench = new Bench(new ScriptedPrompts(script.confirm('here', /Grace Sample/)));
    bench.details = PARALLEL;
    await bench.open();
    bench.page.say({ type: 'sign', email: 'grace@example.com' });
    await settled();
    assert.deepEqual(bench.urlFor, ['grace@example.com']);
  });

  it('reads anew whose turn it is before it asks', async () => {
    const bench = await new Bench().open();
    bench.details = SIGNED;
    bench.page.say({ type: 'sign', email: 'ada@example.org' });
    await settled();
    assert.deepEqual(bench.urlFor, []);
    assert.match(String(bench.problems[0]), /Nobody can sign "Lease 42" here/);
  });

  it('waits with a command that came before the accounts were there', async () => {
    const bench = new Bench();
    const signedIn = bench.state;
    bench.state = { kind: 'loading' };
    await bench.open();
    await bench.controller.sign();
    assert.deepEqual(bench.urlFor, []);
    bench.changeAccounts(signedIn);
    await settled();
    assert.deepEqual([bench.urlFor, bench.page.signing.phase], [['ada@example.org'], 'open']);
  });
});

describe('Signing in the panel: the link', () => {
  it('goes to the frame as the outside sees it, and nowhere else', async () => {
    const bench = new Bench();
    bench.external = (url) =>
      Promise.resolve(url.replace('http://127.0.0.1:4000', 'http://host.example:8080/proxy/4000'));
    await bench.open();
    bench.page.say({ type: 'sign', email: undefined });
    await settled();
    assert.deepEqual(bench.page.allowed, ['http://host.example:8080']);
    const [frame] = bench.page.frames;
    assert.equal(frame?.url, 'http://host.example:8080/proxy/4000/sign/1?t=secret');
    assert.equal(frame.secondsLeft, 600);
    assert.equal(frame.ownOrigin, false, 'the local sandbox needs no origin of its own');
    assert.doesNotMatch(traces(bench), /secret|sign\/1/);
  });

  it('is given again to a page that was loaded before it could show it, and is fetched anew after', async () => {
    const bench = await signing();
    bench.page.load();
    assert.deepEqual(
      bench.page.frames.map((frame) => frame.linkId),
      [1, 1],
    );
    bench.page.say({ type: 'frameShown', linkId: 1 });
    bench.page.load();
    await settled();
    assert.deepEqual(
      bench.page.frames.map((frame) => frame.linkId),
      [1, 1, 2],
    );
    assert.equal(bench.urlFor.length, 2);
  });

  it('counts from before the asking', async () => {
    const bench = new Bench();
    await bench.open();
    bench.url = async () => {
      await bench.clock.forward(5_000);
      return 'http://127.0.0.1:4000/sign?t=secret';
    };
    bench.page.say({ type: 'sign', email: undefined });
    await settled();
    assert.equal(bench.page.frames[0]?.secondsLeft, 595);
  });

  it('is replaced by a new one when wanted', async () => {
    const bench = await signing();
    bench.page.say({ type: 'frameShown', linkId: 1 });
    await bench.clock.forward(600_000);
    bench.page.say({ type: 'newLink' });
    await settled();
    assert.deepEqual(
      bench.page.frames.map((frame) => [frame.linkId, frame.secondsLeft]),
      [
        [1, 600],
        [2, 600],
      ],
    );
  });

  it('is another one for the browser', async () => {
    const bench = await signing();
    bench.page.say({ type: 'openInBrowser' });
    await settled();
    assert.deepEqual(bench.opened, ['http://127.0.0.1:4000/sign/2?t=secret']);
    assert.match(bench.page.signing.notice, /Opened in the browser/);
    assert.equal(bench.page.frames.length, 1, 'the frame stays as it is');
  });

  it('may fail, says so beside the bar, and works at the next try', async () => {
    const bench = new Bench();
    const { url } = bench;
    bench.url = () => Promise.reject(new Error('no link'));
    await bench.open();
    bench.page.say({ type: 'sign', email: undefined });
    await settled();
    assert.deepEqual(
      [bench.page.signing.phase, bench.page.signing.notice],
      ['failed', 'Sentence about no link'],
    );
    bench.url = url;
    bench.page.say({ type: 'newLink' });
    await settled();
    assert.deepEqual([bench.page.signing.phase, bench.page.signing.notice], ['open', '']);
  });

  it('is refused where it is no web address', async () => {
    for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', '', 'http://']) {
      const bench = new Bench();
      bench.url = () => Promise.resolve(bad);
      await bench.open();
      bench.page.say({ type: 'sign', email: undefined });
      await settled();
      assert.deepEqual([bench.page.signing.phase, bench.page.frames.length], ['failed', 0], bad);
    }
  });

  it('is asked for once more than shown when the person is impatient', async () => {
    const bench = new Bench();
    const gives: ((url: string) => void)[] = [];
    bench.url = () => new Promise((resolve) => gives.push(resolve));
    await bench.open();
    bench.page.say({ type: 'sign', email: undefined });
    await settled();
    bench.page.say({ type: 'newLink' });
    await settled();
    gives[1]?.('http://127.0.0.1:4000/second');
    await settled();
    gives[0]?.('http://127.0.0.1:4000/first');
    await settled();
    assert.deepEqual(
      bench.page.frames.map((frame) => frame.url),
      ['http://127.0.0.1:4000/second'],
    );
  });

  it('is dropped when it comes after the person has gone back', async () => {
    const bench = new Bench();
    const gives: ((url: string) => void)[] = [];
    bench.url = () => new Promise((resolve) => gives.push(resolve));
    await bench.open();
    bench.page.say({ type: 'sign', email: undefined });
    await settled();
    assert.equal(bench.page.signing.phase, 'opening');
    bench.page.say({ type: 'leaveSigning' });
    gives[0]?.('http://127.0.0.1:4000/late');
    await settled();
    assert.deepEqual([bench.page.signing.phase, bench.page.frames.length, bench.clock.timers], ['off', 0, 0]);
  });
});

describe('Signing in the panel: what became of it', () => {
  it('reads every three seconds while the frame is seen, and not while it is hidden', async () => {
    const bench = await signing();
    const { reads } = bench;
    await bench.clock.forward(9_100);
    assert.equal(bench.reads, reads + 3);
    bench.page.show(false);
    await bench.clock.forward(60_000);
    assert.equal(bench.reads, reads + 3);
    bench.page.show(true);
    await bench.clock.forward(0);
    assert.ok(bench.reads > reads + 3, 'and at once when it is seen again');
  });

  it('believes the service that it is signed, and reads the lists again', async () => {
    const bench = await signing();
    bench.details = SIGNED;
    await bench.clock.forward(3_000);
    assert.equal(bench.page.signing.phase, 'off');
    assert.deepEqual(bench.page.view.banner, { tone: 'good', text: 'Signed. jSign confirms it.' });
    assert.equal(bench.page.view.content?.signers[0]?.icon, 'check');
    assert.equal(bench.clock.timers, 0, 'nothing is read any more');
  });

  it('does not believe the frame', async () => {
    const bench = await signing();
    const { reads } = bench;
    bench.page.say({ type: 'frameHint', linkId: 1, event: 'signed' });
    await bench.clock.forward(0);
    assert.equal(bench.reads, reads + 1, 'a hint is a reason to look at once');
    assert.equal(bench.page.signing.phase, 'open');
    assert.match(bench.page.signing.notice, /Waiting for jSign to confirm/);
    assert.doesNotMatch(JSON.stringify(bench.page.view), /Signed\./);
    bench.details = SIGNED;
    await bench.clock.forward(3_000);
    assert.equal(bench.page.view.banner?.text, 'Signed. jSign confirms it.');
  });

  it('hears only the frame of the link that is open', async () => {
    const bench = await signing();
    bench.page.say({ type: 'newLink' });
    await settled();
    const { reads } = bench;
    bench.page.say({ type: 'frameHint', linkId: 1, event: 'signed' });
    await bench.clock.forward(0);
    assert.deepEqual([bench.reads, bench.page.signing.notice], [reads, '']);
  });

  it('says what the frame complains of and goes on', async () => {
    const bench = await signing();
    bench.page.say({ type: 'frameHint', linkId: 1, event: 'error' });
    assert.match(bench.page.signing.notice, /reports a problem/);
    assert.equal(bench.page.signing.phase, 'open');
  });

  it('says that it was declined, or can no longer be signed', async () => {
    const bench = await signing();
    bench.details = { ...OPEN, status: word('Declined'), signers: [{ ...ADA, state: 'declined' }, GRACE] };
    await bench.clock.forward(3_000);
    assert.match(bench.page.view.banner?.text ?? '', /^Declined/);

    const other = await signing();
    other.details = { ...OPEN, status: word('Cancelled') };
    await other.clock.forward(3_000);
    assert.deepEqual([other.page.signing.phase, other.page.view.banner?.tone], ['off', 'bad']);
  });

  it('goes on when a reading fails, more slowly, and says so', async () => {
    const bench = await signing();
    bench.failure = new Error('no connection');
    await bench.clock.forward(3_000);
    assert.match(bench.page.signing.notice, /no connection/);
    const { reads } = bench;
    await bench.clock.forward(6_000 + 12_000 + 24_000);
    assert.equal(bench.reads, reads + 3);
    bench.failure = undefined;
    await bench.clock.forward(30_000);
    assert.equal(bench.page.signing.notice, '');
    assert.equal(bench.page.signing.phase, 'open');
  });

  it('shows the details again when the person goes back, with what has happened', async () => {
    const bench = await signing();
    bench.details = SIGNED;
    bench.page.say({ type: 'leaveSigning' });
    await settled();
    assert.equal(bench.page.signing.phase, 'off');
    assert.equal(bench.page.view.content?.signers[0]?.icon, 'check');
    assert.equal(bench.clock.timers, 0);
  });

  it('ends with the account', async () => {
    const bench = await signing();
    bench.store = undefined;
    bench.changeAccounts({ kind: 'signedOut' });
    await settled();
    assert.deepEqual(
      [bench.page.signing.phase, bench.page.view.phase, bench.clock.timers],
      ['off', 'signedOut', 0],
    );
  });

  it('ends with the panel', async () => {
    const bench = await signing();
    bench.controller.dispose();
    assert.equal(bench.clock.timers, 0);
  });

  it('shows a banner until the next signature is begun', async () => {
    const bench = await signing();
    bench.details = SIGNED;
    await bench.clock.forward(3_000);
    bench.prompts.then(script.confirm('here', /Grace/));
    bench.page.say({ type: 'sign', email: 'grace@example.com' });
    await settled();
    assert.equal(bench.page.view.banner, undefined);
    bench.prompts.finished();
  });
});
