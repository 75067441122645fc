import { JsignError } from './errors';

/**
 * The service's origin, e.g. `https://api.jsign.com`, from what a person or a setting says. Scheme, host and port only, since
 * `/api/v2.0` is appended (section 1.1); plain `http` only to this machine, since tokens travel on it.
 * @throws JsignError `refused` with `HOST_INVALID` or `HOST_NOT_SECURE`
 */
export function serviceOrigin(host: string, operation = 'client'): string {
  const refuse = (code: string) =>
    new JsignError({ kind: 'refused', operation, code, requestSent: false, replyRead: false });
  if (!URL.canParse(host)) throw refuse('HOST_INVALID');
  const url = new URL(host);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('HOST_INVALID');
  // Compared with the text itself: an empty query or fragment leaves no trace in the parsed address.
  const extra = url.pathname !== '/' || url.username !== '' || url.password !== '' || /[?#@]/.test(host);
  if (extra) throw refuse('HOST_INVALID');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw refuse('HOST_NOT_SECURE');
  return url.origin;
}

/** Whether a host name, as in `URL.hostname`, can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
