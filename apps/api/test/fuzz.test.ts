import { fuzzLazily } from '@carillon/testing';
import { testApi } from './test-api.ts';

const api = testApi({
  EGRESS_DENY_CIDRS: '0.0.0.0/0,::/0', // nothing leaves this machine
  RATE_LIMIT_REQUESTS: '100000:100000',
  RATE_LIMIT_TENANT_REQUESTS: '100000:100000',
});

/** The whole is `npm run test:fuzz`. */
test('hundreds of requests, right and wrong, are answered as the document says and never by 5xx', async () => {
  const { url, adminKey: apiKey } = api();
  const { findings, reached } = await fuzzLazily({ url, apiKey, requests: 400, seed: 42 });
  expect(findings).toEqual([]);
  expect(reached).toBeGreaterThan(40);
});
