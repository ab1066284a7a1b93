import type { NotificationRequest } from '@carillon/domain';
import { createPacer } from '@carillon/runtime';
import { createRenderer } from '@carillon/templates';
import { renderItems } from './render-items.ts';

test('others have their turns between the items of a digest', async () => {
  const expanded = { channels: { webhook: { body: 'Item <%= it.n %>' } } };
  const version = { tenantId: 't', versionId: 'v', expanded };
  const items = [1, 2, 3].map((n) => ({
    tenantId: 't',
    channel: 'webhook' as const,
    deliveryId: `d${n}`,
    request: {
      template: { key: 'list', version: 1, versionId: 'v', locale: 'en', data: { n } },
    } as unknown as NotificationRequest,
  }));
  let turns = 0;
  const other = (): void => {
    turns += 1;
    setImmediate(other).unref();
  };
  setImmediate(other);
  const rendered = await renderItems(
    {
      versions: { fetch: () => Promise.resolve(new Map([['v', version]])) },
      renderer: createRenderer(),
      pacer: createPacer(0),
    },
    items,
  );
  expect([...rendered.values()].map(({ body }) => body)).toEqual(['Item 1', 'Item 2', 'Item 3']);
  expect(turns).toBeGreaterThanOrEqual(items.length);
});
