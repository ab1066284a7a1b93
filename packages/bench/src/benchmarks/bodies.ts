/** What a caller sends: small and plain, as most notifications are. */
const notification = (to: Readonly<Record<string, string>>, channel: string) => ({
  to,
  channels: [channel],
  content: { title: 'Order shipped', body: 'Your order 42 has shipped.', data: { orderId: '42' } },
});

export interface Target {
  readonly channel: string;
  readonly to: (i: number) => Readonly<Record<string, string>>;
}

export const EMAIL: Target = {
  channel: 'email',
  to: (i) => ({ email: `person${i}@example.com` }),
};

/** The body of one notification. */
export const singleBody = (target: Target, i: number): string =>
  JSON.stringify(notification(target.to(i), target.channel));

/** The body of a batch. */
export const batchBody = (target: Target, size: number): string =>
  JSON.stringify({
    notifications: Array.from({ length: size }, (_, i) =>
      notification(target.to(i), target.channel),
    ),
  });
