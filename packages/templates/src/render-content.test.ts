import type { NotificationContent } from '@carillon/domain';
import { renderContent } from './render-content.ts';

const full: NotificationContent = {
  title: 'Order shipped',
  body: 'Your order 42 has shipped.',
  html: '<p>Shipped</p>',
  url: 'https://shop.example/42',
  data: { orderId: '42', carrier: 'post' },
  overrides: {
    sms: { body: 'Order 42 shipped.' },
    push: { title: '', data: { orderId: 42 } },
  },
};

describe('renderContent', () => {
  test('passes the content on where a channel has no override', () => {
    const { overrides: _, ...base } = full;
    expect(renderContent(full, 'email')).toEqual(base);
  });

  test('turns absent fields into null', () => {
    expect(renderContent({ body: 'Hello' }, 'webhook')).toEqual({
      title: null,
      body: 'Hello',
      html: null,
      url: null,
      data: null,
    });
  });

  test('replaces only what the override names', () => {
    expect(renderContent(full, 'sms')).toMatchObject({
      title: 'Order shipped',
      body: 'Order 42 shipped.',
    });
  });

  test("replaces an override's data whole", () => {
    expect(renderContent(full, 'push').data).toEqual({ orderId: 42 });
  });

  test('lets an override blank a field', () => {
    expect(renderContent(full, 'push').title).toBe('');
  });

  test('reads an override that is present but undefined as absent', () => {
    const parts = renderContent({ body: 'base', overrides: { sms: { body: undefined } } }, 'sms');
    expect(parts.body).toBe('base');
  });

  test('renders an override of every field', () => {
    const override = {
      title: 't',
      body: 'b',
      html: 'h',
      url: 'https://x.example/',
      data: { a: 1 },
    };
    const content = { ...full, overrides: { in_app: override } };
    expect(renderContent(content, 'in_app')).toEqual(override);
  });
});
