import { createHash } from 'node:crypto';
import type { Reply } from '../http/reply';

/** HTML that is safe to send as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | undefined | readonly Html[];

/** Template tag: everything put in is escaped, unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const inner = parts.map(render);
  return new Html(strings.map((text, index) => text + (inner[index] ?? '')).join(''));
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map((piece) => piece.text).join('');
}

/**
 * A whole page. Style and script stand in it and are allowed by their hash, so that it needs no second request, no cookie and no
 * origin of its own. Nothing forbids framing: a page of any scheme may show it (`frame-ancestors *` would leave out those of
 * editors).
 */
export function pageReply(title: string, body: Html, script: string | undefined, status = 200): Reply {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
  const text = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body.text}`,
    script === undefined ? '' : `<script>${script}</script>`,
    '</body></html>',
  ].join('');
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: text,
    headers: { 'content-security-policy': policy, 'referrer-policy': 'no-referrer' },
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--ground:#fff;--field:#fff;--accent:#0a5cad;--on-accent:#fff;--note:#fff8e1;--note-ink:#5c4400;--bad:#b3261e;--mark:#0a5cad22}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#3d444d;--ground:#161b22;--field:#0d1117;--accent:#4493f8;--on-accent:#0d1117;--note:#2d2510;--note-ink:#f0d58c;--bad:#ff8b82;--mark:#4493f833}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",sans-serif}
main{max-width:720px;margin:0 auto;padding:24px 24px 64px}
.note{background:var(--note);color:var(--note-ink);padding:8px 24px;text-align:center;font-size:14px}
h1{font-size:24px;line-height:1.25;margin:16px 0 4px;font-weight:600;overflow-wrap:anywhere}
h2{font-size:16px;margin:32px 0 8px;font-weight:600}
p{margin:0 0 12px}
.soft{color:var(--soft)}
.bad{color:var(--bad)}
ul{list-style:none;margin:0;padding:0}
.doc{padding:12px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.doc a{margin-right:16px}
.pages{display:flex;flex-wrap:wrap;gap:12px;margin-top:8px}
figure{margin:0;font-size:12px;color:var(--soft)}
svg{display:block;height:112px;width:auto;max-width:100%}
svg .sheet{fill:#fff;stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
svg .spot{fill:#0a5cad33;stroke:#0a5cad;stroke-width:1;vector-effect:non-scaling-stroke}
a{color:var(--accent)}
label,legend{display:block;font-weight:600;margin:16px 0 4px}
fieldset{border:0;margin:0;padding:0}
label.inline{font-weight:400;display:flex;gap:8px;align-items:center;margin:8px 0}
input[type=text],input[type=date],textarea,select{width:100%;font:inherit;color:inherit;background:var(--field);border:1px solid var(--soft);border-radius:4px;padding:8px 12px;min-height:44px}
input.script{font:italic 26px/1.3 "Segoe Script","Snell Roundhand","Apple Chancery","URW Chancery L",Georgia,serif}
input[type=checkbox],input[type=radio]{width:20px;height:20px;margin:0;accent-color:var(--accent)}
textarea{min-height:96px;resize:vertical}
button{font:inherit;font-weight:600;min-height:44px;padding:8px 24px;border-radius:4px;border:1px solid transparent;background:var(--accent);color:var(--on-accent);cursor:pointer}
button.plain,summary{background:none;color:var(--ink);border:1px solid var(--soft)}
summary{display:inline-block;list-style:none;font-weight:600;min-height:44px;padding:9px 24px;border-radius:4px;cursor:pointer}
summary::-webkit-details-marker{display:none}
.actions{margin-top:24px}
details{margin-top:16px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{text-align:left;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}
`;
