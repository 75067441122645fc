import assert from 'node:assert/strict';
import fc from 'fast-check';
import { environmentOfHost, hostFits, readHost } from '../../../../src/editor/account/environments';

function taken(text: string): string {
  const reading = readHost(text);
  assert.ok('host' in reading, `refused: ${text}`);
  return reading.host;
}
function refusal(text: string): string {
  const reading = readHost(text);
  assert.ok('problem' in reading, `taken: ${text}`);
  return reading.problem.text;
}

describe('account: host of a service', () => {
  it('makes what people type or paste uniform', () => {
    assert.equal(taken('sign.example.com'), 'https://sign.example.com');
    assert.equal(taken('  https://Sign.Example.COM/ '), 'https://sign.example.com');
    assert.equal(taken('https://sign.example.com:443'), 'https://sign.example.com');
    assert.equal(taken('sign.example.com:8443'), 'https://sign.example.com:8443');
    assert.equal(taken('localhost:9000'), 'https://localhost:9000');
    assert.equal(taken('http://127.0.0.1:9000'), 'http://127.0.0.1:9000');
    assert.equal(taken('http://[::1]:9000'), 'http://[::1]:9000');
    assert.equal(taken('https://münchen.example'), 'https://xn--mnchen-3ya.example');
  });

  it('refuses what would lose something or travel readable', () => {
    assert.match(refusal('https://api.jsign.com/api/v2.0'), /without a path/);
    assert.match(refusal('https://api.jsign.com?x=1'), /without a path/);
    assert.match(refusal('https://me:pw@api.jsign.com'), /Leave out the user name/);
    assert.match(refusal('http://sign.example.com'), /this machine only/);
    assert.match(refusal('http://127.0.0.1.example.com'), /this machine only/);
    assert.match(refusal('ftp://sign.example.com'), /Only https/);
    assert.match(refusal('sign example com'), /not the address/);
    assert.match(refusal('https://'), /not the address/);
    assert.match(refusal('   '), /Enter the address/);
  });

  it('calls a known host by its environment, however it was entered', () => {
    assert.equal(environmentOfHost(taken('API.jsign.com')), 'production');
    assert.equal(environmentOfHost(taken('https://qa-api.jsign.com/')), 'qa');
    assert.equal(environmentOfHost(taken('sign.example.com')), 'custom');
  });

  it('lets a stored account send its credentials to no other place than its environment says', () => {
    assert.ok(hostFits('production', 'https://api.jsign.com'));
    assert.ok(hostFits('sandbox', 'sandbox:'));
    assert.ok(hostFits('custom', 'http://localhost:1234'));
    assert.ok(!hostFits('production', 'https://evil.example.com'));
    assert.ok(!hostFits('custom', 'https://api.jsign.com'));
    assert.ok(!hostFits('sandbox', 'https://evil.example.com'));
    assert.ok(!hostFits('custom', 'http://evil.example.com'));
    assert.ok(!hostFits('custom', 'https://x.example/path'));
  });

  it('never takes anything but a bare https origin, or http on this machine', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
        const reading = readHost(text);
        if (!('host' in reading)) return;
        const url = new URL(reading.host);
        assert.equal(url.origin, reading.host);
        assert.ok(url.protocol === 'https:' || /^(localhost|127\.|\[::1\])/.test(url.hostname));
        assert.deepEqual(readHost(reading.host), reading);
      }),
    );
  });
});
