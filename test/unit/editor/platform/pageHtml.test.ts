import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bareOrigin,
  escapeHtml,
  pageHtml,
  type PageHtmlOptions,
} from '../../../../src/editor/platform/pageHtml';

const OPTIONS: PageHtmlOptions = {
  lang: 'en',
  title: 'Lease 42',
  ownSource: 'https://*.vscode-cdn.net',
  scripts: ['https://x.vscode-cdn.net/details.js'],
  styles: ['https://x.vscode-cdn.net/details.css'],
};

function policy(html: string): string {
  const found = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  assert.ok(found);
  return found.replaceAll('&#39;', "'");
}

describe('The HTML of a page', () => {
  it('lets nothing in but what is named', () => {
    const rules = policy(pageHtml(OPTIONS)).split('; ');
    assert.equal(rules[0], "default-src 'none'");
    assert.match(rules[1] ?? '', /^script-src 'nonce-[A-Za-z0-9_-]{32}'$/);
    assert.deepEqual(rules.slice(2), [
      'style-src https://*.vscode-cdn.net',
      "form-action 'none'",
      "base-uri 'none'",
    ]);
  });

  it('names fonts, images and frames only when they are wanted', () => {
    const rules = policy(
      pageHtml({ ...OPTIONS, fonts: true, images: true, frameOrigins: ['https://app.jsign.com'] }),
    );
    assert.match(
      rules,
      /; font-src https:\/\/\*\.vscode-cdn\.net; img-src https:\/\/\*\.vscode-cdn\.net; frame-src https:\/\/app\.jsign\.com;/,
    );
    assert.doesNotMatch(rules, /unsafe|connect-src|\*\s*;/);
  });

  it('has a nonce of its own each time, on every script', () => {
    const nonce = (html: string) => [...html.matchAll(/nonce="([^"]+)"/g)].map((match) => match[1]);
    const [one] = nonce(pageHtml(OPTIONS));
    const [other] = nonce(pageHtml(OPTIONS));
    assert.ok(one);
    assert.notEqual(one, other);
    assert.equal(nonce(pageHtml({ ...OPTIONS, scripts: ['a.js', 'b.js'] })).length, 2);
  });

  it('has no inline script and no inline style', () => {
    const html = pageHtml(OPTIONS);
    assert.doesNotMatch(html, /<style|style=|<script[^>]*>[^<]|\son\w+=/);
  });

  it('shows a title as text whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (codes) => {
        const html = pageHtml({ ...OPTIONS, title: String.fromCharCode(...codes) });
        const inside = /<title>([^]*)<\/title>/.exec(html)?.[1] ?? '';
        assert.doesNotMatch(inside, /[<>"']/);
      }),
    );
    assert.equal(escapeHtml(`<a href="x">'&`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
  });

  it('frames bare origins only', () => {
    assert.equal(bareOrigin('http://127.0.0.1:8080'), 'http://127.0.0.1:8080');
    for (const bad of [
      'https://a.example/',
      'https://a.example; script-src *',
      'https://*',
      "'self'",
      'javascript:alert(1)',
      '*',
      '',
    ]) {
      assert.throws(() => pageHtml({ ...OPTIONS, frameOrigins: [bad] }), Error, bad);
    }
  });
});
