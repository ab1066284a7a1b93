import { PRIORITIES } from '@carillon/domain';
import type { Wish } from './submission.ts';

/** So many may not be repeated when nobody knows whether they went out: some of each priority. */
const AT_MOST_ONCE_EVERY = 9;

const mixed = (n: number): Pick<Wish, 'priority' | 'atMostOnce'> => ({
  priority: PRIORITIES[n % PRIORITIES.length] ?? 'normal',
  atMostOnce: n % AT_MOST_ONCE_EVERY === 0,
});

/** E-mail to an address for each number, in all priorities and both delivery modes. */
export const emails =
  (name: string) =>
  (n: number): Wish => ({
    ...mixed(n),
    channel: 'email',
    address: `${name}-${n}@example.com`,
  });

/** E-mail and webhooks (to the sandbox's sinks) by turns. */
export const emailsAndWebhooks = (name: string, sandboxUrl: string): ((n: number) => Wish) => {
  const email = emails(name);
  return (n) => {
    const pair = Math.floor(n / 2);
    if (n % 2 === 0) return email(pair);
    return { ...mixed(pair), channel: 'webhook', address: `${sandboxUrl}/hooks/${name}-${pair}` };
  };
};
