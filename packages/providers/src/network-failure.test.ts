import { networkFailure } from './network-failure.ts';

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

test.each([
  ['ECONNREFUSED', 'connection_refused'],
  ['ENOTFOUND', 'dns_failure'],
  ['EAI_AGAIN', 'dns_failure'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['ECONNRESET', 'connection_reset'],
  ['EPIPE', 'connection_reset'],
  ['UND_ERR_SOCKET', 'connection_reset'],
  ['EHOSTUNREACH', 'unreachable'],
  ['EPROTO', 'tls_error'],
  ['CERT_HAS_EXPIRED', 'tls_error'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_error'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_error'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls_error'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_error'],
  ['HPE_INVALID_CONSTANT', 'bad_response'],
  ['UND_ERR_HEADERS_OVERFLOW', 'bad_response'],
  ['UND_ERR_DESTROYED', 'closed'],
  ['TARGET_NOT_ALLOWED', 'target_not_allowed'],
  ['E_NOBODY_KNOWS', 'network_error'],
])('%s is %s', (code, expected) => {
  expect(networkFailure(withCode(code)).code).toBe(expected);
});

test("the system's code counts more than the library's name for it", () => {
  const error = Object.assign(withCode('ESOCKET'), { originalCode: 'ECONNREFUSED' });
  expect(networkFailure(error).code).toBe('connection_refused');
});

test('looks at the cause when the error itself has no code', () => {
  const error = new Error('fetch failed', { cause: withCode('ENOTFOUND') });
  expect(networkFailure(error).code).toBe('dns_failure');
});

test('survives what is not an error', () => {
  expect(networkFailure(undefined).code).toBe('network_error');
});
