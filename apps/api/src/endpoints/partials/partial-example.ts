/** The partial that the examples of the documentation speak of. */
export const EXAMPLE_PARTIAL = 'footer';

export const examplePartialInput = { source: '<p>Sent by <%= it.shop %></p>' };

export const examplePartial = {
  name: EXAMPLE_PARTIAL,
  ...examplePartialInput,
  createdAt: '2025-08-31T12:00:24.064Z',
  updatedAt: '2025-08-31T12:00:24.064Z',
};
