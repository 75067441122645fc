import type { EnvelopeRef } from '../envelopes/api';

/** What a link asks for. Every id has the shape of one; whether there is such a thing nobody knows yet. */
export interface EnvelopeLink {
  readonly action: 'open' | 'sign';
  readonly envelopeId: string;
  readonly accountId?: string;
}

/** Path and query of a link, decoded, as VS Code hands them over. */
export interface LinkAddress {
  readonly path: string;
  readonly query: string;
}

/** Ids of the service are GUIDs. Some room is left, but none for anything that could mean more than itself somewhere. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads `/envelope/<id>` or `/sign/<id>`, with `?account=<id>` if need be; `undefined` for anything else. */
export function parseLink({ path, query }: LinkAddress): EnvelopeLink | undefined {
  const [, word, envelopeId] = /^\/(envelope|sign)\/([^/]+)\/?$/.exec(path) ?? [];
  if (word === undefined || envelopeId === undefined || !ID.test(envelopeId)) return undefined;
  const accounts = new URLSearchParams(query).getAll('account');
  const [accountId] = accounts;
  if (accounts.length > 1 || (accountId !== undefined && !ID.test(accountId))) return undefined;
  return {
    action: word === 'sign' ? 'sign' : 'open',
    envelopeId,
    ...(accountId === undefined ? {} : { accountId }),
  };
}

/** `base` is the editor's scheme and our own id: `vscode://publisher.name`. */
export function makeLink(base: string, { envelopeId }: EnvelopeRef): string {
  return `${base}/envelope/${encodeURIComponent(envelopeId)}`;
}
