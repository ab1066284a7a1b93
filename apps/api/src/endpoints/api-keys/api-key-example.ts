/** A key that the documentation and its test speak of. */
export const EXAMPLE_KEY_ID = '0198f3a0-6666-7000-8000-00000000ae01';

export const exampleKeyInput = {
  name: 'Shop backend',
  scopes: ['notifications:write', 'subscribers:read'],
  allowedIps: ['203.0.113.0/24'],
};

/** Never a key that works: its checksum is wrong. */
export const EXAMPLE_KEY_TEXT =
  'cln_live_Xa3dQ9pZ_0000000000000000000000000000000000000000000000000';

export const exampleKey = {
  id: EXAMPLE_KEY_ID,
  name: 'Shop backend',
  prefix: 'cln_live_Xa3dQ9pZ',
  scopes: ['notifications:write', 'subscribers:read'],
  rateLimit: null,
  allowedIps: ['203.0.113.0/24'],
  expiresAt: null,
  lastUsedAt: null,
  createdAt: '2025-08-31T12:00:24.064Z',
};
