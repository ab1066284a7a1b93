/** A request that is accepted; parts of it can be replaced. */
export const emailRequest = (parts: object = {}) => ({
  to: { email: 'ada@example.com' },
  channels: ['email'],
  content: { title: 'Order shipped', body: 'Your order 42 has shipped.' },
  ...parts,
});
