import type { NetworkReason } from './errors';

const DNS = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ENODATA',
  'ESERVFAIL',
]);
/** Raised only while a connection is being made. */
const CONNECT_ONLY = new Set(['ECONNREFUSED', 'EADDRNOTAVAIL', 'ERR_SOCKET_CONNECTION_TIMEOUT']);
/** Raised while connecting, but also on a connection that stood. */
const ROUTE = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ETIMEDOUT',
  'EACCES',
  'EPERM',
]);
/**
 * The certificate was not accepted. Node checks it when the handshake is done and before it hands over what was written, so
 * none of the request has left.
 */
const CERTIFICATE = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const RESET = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
]);

export interface ConnectionState {
  /** Whether this request's own connection is known to have been made (TLS included), not made, or cannot be told. */
  readonly connected: boolean | undefined;
  readonly secure: boolean;
}

export interface NetworkFailure {
  readonly reason: NetworkReason | 'garbled';
  readonly sent: boolean;
}

/** What a system error says about a request, and whether any of it can have left. */
export function classifyFailure(
  code: string | undefined,
  syscall: string | undefined,
  connection: ConnectionState,
): NetworkFailure {
  const sent = connection.connected !== false;
  if (code === undefined) return { reason: 'other', sent };
  if (DNS.has(code)) return { reason: 'dns', sent: false };
  if (CONNECT_ONLY.has(code)) return { reason: 'connect', sent: false };
  if (CERTIFICATE.has(code)) return { reason: 'tls', sent: false };
  if (ROUTE.has(code)) {
    const connecting = syscall === 'connect' || connection.connected === false;
    return connecting ? { reason: 'connect', sent: false } : { reason: 'reset', sent };
  }
  // An alert can also come later, on a connection that stood.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_'))
    return { reason: 'tls', sent };
  if (code.startsWith('HPE_')) return { reason: 'garbled', sent: true };
  if (RESET.has(code)) {
    return connection.secure && connection.connected === false
      ? { reason: 'tls', sent }
      : { reason: 'reset', sent };
  }
  return { reason: 'other', sent };
}
