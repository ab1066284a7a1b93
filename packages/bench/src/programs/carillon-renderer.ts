import { createRenderer, prepareTemplate } from '@carillon/templates';
import { serveCalls } from '../processes/serve-calls.ts';
import { ORDER_DATA, ORDER_MAIL } from './order-mail.ts';

const prepared = prepareTemplate({ channels: { email: ORDER_MAIL } }, new Map());
if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
const request = {
  cacheKey: 'order',
  template: prepared.expanded,
  channel: 'email',
  data: ORDER_DATA,
} as const;
const renderer = createRenderer();

const calls = {
  /** Renders so many mails, each to its parts. Resolves to mails a second. */
  render: ({ count }: { count: number }): number => {
    const begun = performance.now();
    let length = 0;
    for (let i = 0; i < count; i += 1) {
      const rendered = renderer.render(request);
      if (!rendered.ok) throw new Error(rendered.message);
      length += rendered.parts.body.length;
    }
    if (length === 0) throw new Error('nothing was rendered');
    return count / ((performance.now() - begun) / 1_000);
  },
};
export type CarillonRendererCalls = typeof calls;
serveCalls(calls);
