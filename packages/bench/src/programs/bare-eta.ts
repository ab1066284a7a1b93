import { Eta } from 'eta/core';
import { serveCalls } from '../processes/serve-calls.ts';
import { ORDER_DATA, ORDER_MAIL } from './order-mail.ts';

/** Text is not escaped, HTML is: an engine for each, as one would set them up. */
const html = new Eta({ cache: true });
const text = new Eta({ cache: true, autoEscape: false });
html.loadTemplate('@html', ORDER_MAIL.html);
text.loadTemplate('@subject', ORDER_MAIL.subject);
text.loadTemplate('@text', ORDER_MAIL.text);

const calls = {
  /** Renders so many mails. Resolves to mails a second. */
  render: ({ count }: { count: number }): number => {
    const begun = performance.now();
    let length = 0;
    for (let i = 0; i < count; i += 1) {
      length += text.render('@subject', ORDER_DATA).length;
      length += html.render('@html', ORDER_DATA).length;
      length += text.render('@text', ORDER_DATA).length;
    }
    if (length === 0) throw new Error('nothing was rendered');
    return count / ((performance.now() - begun) / 1_000);
  },
};
export type BareEtaCalls = typeof calls;
serveCalls(calls);
