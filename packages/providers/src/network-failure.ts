/** A failure below the protocol: our code and a sentence for people. */
export interface NetworkFailure {
  readonly code: string;
  readonly hint: string;
}

const failure = (code: string, hint: string): NetworkFailure => ({ code, hint });

export const TIMEOUT = failure('timeout', 'No answer came before the deadline.');
export const TARGET_NOT_ALLOWED = failure(
  'target_not_allowed',
  'The target is an address that may not be called.',
);
const REFUSED = failure('connection_refused', 'The server refused the connection.');
const DNS = failure('dns_failure', 'The host name could not be resolved.');
const RESET = failure('connection_reset', 'The connection was closed before an answer came.');
const UNREACHABLE = failure('unreachable', 'The server cannot be reached.');
const TLS = failure('tls_error', 'A secure connection could not be established.');
const BAD_RESPONSE = failure('bad_response', 'The answer was not understood.');
const CLOSED = failure('closed', 'The provider account was closed.');
const UNKNOWN = failure('network_error', 'The connection failed.');

/** Codes of libuv, Node.js and undici. What is not here is looked up by its beginning below. */
const BY_CODE: Readonly<Record<string, NetworkFailure>> = {
  ECONNREFUSED: REFUSED,
  ENOTFOUND: DNS,
  ENODATA: DNS,
  ESERVFAIL: DNS,
  EDNS: DNS,
  EAI_AGAIN: DNS,
  EAI_FAIL: DNS,
  EAI_NODATA: DNS,
  ETIMEDOUT: TIMEOUT,
  EABORT: TIMEOUT,
  UND_ERR_CONNECT_TIMEOUT: TIMEOUT,
  UND_ERR_HEADERS_TIMEOUT: TIMEOUT,
  UND_ERR_BODY_TIMEOUT: TIMEOUT,
  ECONNRESET: RESET,
  ECONNABORTED: RESET,
  ECONNECTION: RESET,
  EPIPE: RESET,
  UND_ERR_SOCKET: RESET,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  EADDRNOTAVAIL: UNREACHABLE,
  EPROTO: TLS,
  ETLS: TLS,
  EREQUIRETLS: TLS,
  EPROTOCOL: BAD_RESPONSE,
  UND_ERR_HEADERS_OVERFLOW: BAD_RESPONSE,
  HTTPParserError: BAD_RESPONSE,
  UND_ERR_CLOSED: CLOSED,
  UND_ERR_DESTROYED: CLOSED,
  TARGET_NOT_ALLOWED,
};

const BY_BEGINNING: readonly (readonly [RegExp, NetworkFailure])[] = [
  [/^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/, TLS],
  [/^(HPE_|UND_ERR_)/, BAD_RESPONSE],
];

const codesOf = (error: unknown): readonly string[] => {
  const { originalCode, code, cause, name } = Object(error) as Record<string, unknown>;
  const inner = (Object(cause) as { code?: unknown }).code;
  // undici 8 leaves a parser's error without its code: there the name must do.
  return [originalCode, code, inner, name].filter((value) => typeof value === 'string');
};

/** Names the failure behind an error of `net`, `tls`, `dns`, undici or nodemailer. */
export const networkFailure = (error: unknown): NetworkFailure => {
  for (const code of codesOf(error)) {
    const known = BY_CODE[code] ?? BY_BEGINNING.find(([beginning]) => beginning.test(code))?.[1];
    if (known) return known;
  }
  return UNKNOWN;
};
