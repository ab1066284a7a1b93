/** The tenant that the documentation and its test speak of: the one that is always there. */
export const EXAMPLE_TENANT_ID = '00000000-0000-7000-8000-000000000001';

export const exampleTenant = {
  id: EXAMPLE_TENANT_ID,
  name: 'default',
  weight: 1,
  createdAt: '2025-08-31T12:00:24.064Z',
};
