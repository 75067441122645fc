/** Host and Origin checks: a web page of somebody else must not reach the sandbox through the person's browser. */

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLoopbackName(name: string): boolean {
  return LOOPBACK.has(name) || name.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Whether a Host header names this machine (a page that points its own name at 127.0.0.1 does not). */
export function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const match = /^(\[[0-9a-f:]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host);
  return match?.[1] !== undefined && isLoopbackName(match[1].toLowerCase());
}

/** Whether a request without an Origin, or from a page of this machine. `null` is what sandboxed pages and files send. */
export function isLocalOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  try {
    const url = new URL(origin);
    return (url.protocol === 'http:' || url.protocol === 'https:') && isLoopbackName(url.hostname);
  } catch {
    return false;
  }
}
