const order = {
  id: 1_842,
  items: ['Gödel, Escher, Bach', 'The Nine Tailors'],
  url: 'https://shop.example/orders/1842',
};

const comment = (author: string, text: string) => ({
  to: { subscriberId: 'demo-ada' },
  template: { key: 'demo-comments', data: { author, text } },
  category: 'demo-news',
  digest: { key: 'comments', windowMs: 5_000 },
});

/** What the demo sends, and what there is to see. */
export const NOTIFICATIONS = [
  {
    what: 'an order, in German, on four channels',
    request: {
      to: { subscriberId: 'demo-konrad' },
      template: { key: 'demo-order-shipped', data: { name: 'Konrad', order } },
      category: 'demo-orders',
      entity: { type: 'order', id: String(order.id) },
    },
  },
  {
    what: 'a login code: once or never, before anything else',
    request: {
      to: { subscriberId: 'demo-ada' },
      template: { key: 'demo-login-code', data: { code: '493 817' } },
      priority: 'critical',
      deliveryMode: 'at_most_once',
    },
  },
  {
    what: 'a comment, which waits in a digest',
    request: comment('Grace', 'I read it in one night.'),
  },
  { what: 'another comment for the same digest', request: comment('Konrad', 'Und ich in zwei.') },
  {
    what: 'news for a topic: each member by what they want (Grace has turned e-mail off)',
    request: {
      to: { topic: 'demo-news' },
      channels: ['email', 'in_app'],
      category: 'demo-news',
      content: { title: 'New on our shelves', body: 'Three books about bells have come in.' },
    },
  },
] as const;
