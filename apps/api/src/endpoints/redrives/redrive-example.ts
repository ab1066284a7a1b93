/** The redrive of which the examples of the documentation speak. */
export const EXAMPLE_REDRIVE_ID = '01990000-0000-7000-8000-000000060000';

export const exampleRedrive = {
  id: EXAMPLE_REDRIVE_ID,
  status: 'running',
  reason: null,
  matched: 10_000,
  leftOut: { expired: 12 },
  redriven: 100,
  failed: 1,
  createdAt: '2025-09-01T12:00:00.000Z',
  finishedAt: null,
};
