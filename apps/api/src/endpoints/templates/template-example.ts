/** The template that the examples of the documentation speak of. */
export const EXAMPLE_TEMPLATE = 'order-shipped';

export const exampleDefinition = {
  channels: {
    email: {
      subject: 'Order <%= it.orderId %> has shipped',
      html: '<p>Hello <%= it.name %>, order <%= it.orderId %> is on its way.</p>',
    },
    sms: { text: 'Order <%= it.orderId %> is on its way.' },
  },
  locales: { de: { sms: { text: 'Bestellung <%= it.orderId %> ist unterwegs.' } } },
};

export const exampleData = { name: 'Ada', orderId: '42' };

const times = { createdAt: '2025-08-31T12:00:24.064Z', updatedAt: '2025-08-31T12:00:24.064Z' };

export const exampleSummary = {
  key: EXAMPLE_TEMPLATE,
  newestVersion: 1,
  publishedVersion: null,
  ...times,
};

export const exampleTemplate = {
  ...exampleSummary,
  version: 1,
  published: false,
  ...exampleDefinition,
  layout: null,
  schema: null,
};
