import { networkEnv } from './network-env.ts';

const apiUrl = 'http://127.0.0.1:3000';
const sandbox = {
  url: 'http://127.0.0.1:3100',
  smtpUrl: 'smtp://127.0.0.1:3125',
  egressAllow: 'http://127.0.0.1:3100,127.0.0.1:3125',
};

test('children reach the sandbox only, and are reached where the api listens', () => {
  const usual = { PUBLIC_URL: apiUrl, EGRESS_ALLOW: sandbox.egressAllow };
  expect(networkEnv({ env: {}, apiUrl, sandbox })).toEqual(usual);
  const env = { PUBLIC_URL: '', EGRESS_ALLOW: '' };
  expect(networkEnv({ env, apiUrl, sandbox })).toEqual(usual);
});

test('what npm start is given is allowed beside the sandbox, and its public address holds', () => {
  const env = { PUBLIC_URL: 'https://carillon.example.com', EGRESS_ALLOW: 'http://127.0.0.1:8080' };
  expect(networkEnv({ env, apiUrl, sandbox })).toEqual({
    PUBLIC_URL: env.PUBLIC_URL,
    EGRESS_ALLOW: `${sandbox.egressAllow},http://127.0.0.1:8080`,
  });
});
