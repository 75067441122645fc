import { randomBytes } from 'node:crypto';

export interface PageHtmlOptions {
  /** Language tag of the words in the page. */
  readonly lang: string;
  /** Shown by screen readers; any text. */
  readonly title: string;
  /** The page's own source as VS Code names it (`webview.cspSource`). */
  readonly ownSource: string;
  readonly scripts: readonly string[];
  /** Scripts that wait for nothing, not even for styles, and for which nothing waits. */
  readonly earlyScripts?: readonly string[];
  /** What these scripts fetch: it is asked for while they are still on their way. */
  readonly preloads?: readonly string[];
  readonly styles: readonly string[];
  /** Origins that may be framed, e.g. `https://app.jsign.com`. Anything but a bare http(s) origin is an error. */
  readonly frameOrigins?: readonly string[];
  /** Fonts from the page's own source. */
  readonly fonts?: boolean;
  /** Images from the page's own source. */
  readonly images?: boolean;
  /** What pdf.js needs: its worker from a `blob:` address, decoders, and the files beside the page's script. */
  readonly pdf?: boolean;
}

/** The HTML of a page: nothing may load or run but what is named here, and nothing inline. */
export function pageHtml(options: PageHtmlOptions): string {
  const nonce = randomBytes(24).toString('base64url');
  const pdf = options.pdf === true;
  const frames = (options.frameOrigins ?? []).map(bareOrigin);
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'${pdf ? ` 'wasm-unsafe-eval'` : ''}`,
    `style-src ${options.ownSource}`,
    ...(options.fonts === true || pdf ? [`font-src ${options.ownSource}${pdf ? ' data:' : ''}`] : []),
    ...imageSources(options),
    ...(pdf ? [`worker-src blob:`, `connect-src ${options.ownSource}`] : []),
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    `form-action 'none'`,
    `base-uri 'none'`,
  ].join('; ');
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(options.lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    ...(options.preloads ?? []).map(
      (uri) => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${escapeHtml(uri)}">`,
    ),
    ...(options.earlyScripts ?? []).map(
      (uri) => `<script async nonce="${nonce}" src="${escapeHtml(uri)}"></script>`,
    ),
    ...options.styles.map((uri) => `<link rel="stylesheet" href="${escapeHtml(uri)}">`),
    `<title>${escapeHtml(options.title)}</title>`,
    '</head>',
    '<body>',
    ...options.scripts.map((uri) => `<script nonce="${nonce}" src="${escapeHtml(uri)}"></script>`),
    '</body>',
    '</html>',
  ].join('\n');
}

function imageSources({ images, pdf, ownSource }: PageHtmlOptions): string[] {
  const sources = [...(images === true ? [ownSource] : []), ...(pdf === true ? ['blob:', 'data:'] : [])];
  return sources.length > 0 ? [`img-src ${sources.join(' ')}`] : [];
}

/** Scheme, host and port of an http(s) address, and nothing that could add to a policy. */
export function bareOrigin(address: string): string {
  // A star is a lawful host name to a URL and every host to a policy.
  if (!/^https?:\/\/[a-z0-9.:[\]_-]+$/.test(address) || new URL(address).origin !== address) {
    throw new Error('not a bare http origin');
  }
  return address;
}

export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? '');
}
