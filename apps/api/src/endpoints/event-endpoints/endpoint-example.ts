/** The endpoint that the examples of the documentation speak of. */
export const EXAMPLE_ENDPOINT_ID = '0198f3a0-5555-7000-8000-00000000ee01';

export const exampleEndpointInput = {
  url: 'https://shop.example.com/carillon-events',
  types: ['delivery.delivered', 'delivery.failed'],
  description: 'Order status',
};

export const exampleEndpoint = {
  id: EXAMPLE_ENDPOINT_ID,
  ...exampleEndpointInput,
  disabled: false,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  warnedAt: null,
  createdAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:00.000Z',
};

export const EXAMPLE_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
