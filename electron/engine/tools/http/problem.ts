import { networkInterfaces } from 'node:os';
import type { NetworkProblem, NetworkReason } from '../../../../shared/network-problem.ts';
import { redact } from '../../../../shared/redact.ts';
import { errorCode } from '../error-code.ts';

/** Servers and certificates choose some of these words: no control characters, no end of their own. */
const shown = (text: string): string => {
  const plain = redact(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return plain.length <= 300 ? plain : `${plain.slice(0, 299)}…`;
};

export const networkProblem = (
  reason: NetworkReason,
  host: string,
  detail: string,
  more: Partial<Pick<NetworkProblem, 'status' | 'retryAfterMs'>> = {},
): NetworkProblem => ({ reason, host, detail: shown(detail), status: null, retryAfterMs: null, ...more });

/** Errors of Node's sockets, of OpenSSL and of undici, each with what it means here. */
const reasons: Readonly<Record<string, NetworkReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  // A firewall of this computer.
  EACCES: 'refused',
  EPERM: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  HPE_INVALID_EOF_STATE: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  EPROTO: 'tls',
  CERT_HAS_EXPIRED: 'tls',
  CERT_NOT_YET_VALID: 'tls',
  CERT_REVOKED: 'tls',
  CERT_REJECTED: 'tls',
  CERT_UNTRUSTED: 'tls',
  CERT_SIGNATURE_FAILURE: 'tls',
  CERT_CHAIN_TOO_LONG: 'tls',
  INVALID_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  PATH_LENGTH_EXCEEDED: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  UNSPECIFIED: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

/**
 * What a thrown error of a socket or of undici means for a request to `host`. `stallMs` is the time
 * limit for the beginning of an answer and for each pause in it. `online`: this computer has an
 * address in some network.
 */
export const problemOfError = (
  error: unknown,
  host: string,
  { stallMs, online = isOnline() }: { stallMs: number; online?: boolean },
): NetworkProblem => {
  const first = firstError(error);
  const code = errorCode(first) ?? '';
  const reason = reasons[code] ?? (/^ERR_(?:TLS|SSL|OSSL)_/.test(code) ? 'tls' : 'unexpected');
  if (reason === 'dns' && !online) return networkProblem('offline', host, wordsOf(first, code));
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return networkProblem(reason, host, `no answer within ${seconds(stallMs)}`);
  if (code === 'UND_ERR_BODY_TIMEOUT') return networkProblem(reason, host, `no byte for ${seconds(stallMs)}`);
  return networkProblem(reason, host, wordsOf(first, code));
};

export const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Where a name has several addresses, each attempt has its own error. */
const firstError = (error: unknown): unknown => (error instanceof AggregateError ? (error.errors[0] ?? error) : error);

const wordsOf = (error: unknown, code: string): string => {
  const message = error instanceof Error ? error.message : '';
  // OpenSSL's own: `…:SSL routines:ssl3_get_record:wrong version number:../deps/…:354:`
  const words = /SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message;
  // Node 24 adds what to do with Node, which nobody here has started.
  return words === '' ? code : words.replace(/; if the root CA is installed locally.*$/s, '');
};

const isOnline = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) =>
    (addresses ?? []).some(({ internal, address }) => !internal && !/^(?:169\.254\.|fe80:)/i.test(address)),
  );
