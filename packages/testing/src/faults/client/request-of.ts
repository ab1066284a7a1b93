import type { Submission } from './submission.ts';

interface ApiRequest {
  readonly path: string;
  readonly body: unknown;
  /** The notifications' ids in an answer 202, in the order asked. */
  readonly idsOf: (answer: unknown) => readonly string[];
}

const FIELD = { email: 'email', webhook: 'webhookUrl' } as const;

/** One notification as the api wants it. */
const bodyOf = (submission: Submission) => {
  const { channel, address, priority, atMostOnce, delayMs, correlationId, askedAt } = submission;
  return {
    to: { [FIELD[channel]]: address },
    channels: [channel],
    content: { title: 'A fault test', body: `To ${address}` },
    ...(priority && { priority }),
    ...(atMostOnce && { deliveryMode: 'at_most_once' }),
    ...(delayMs && { scheduledAt: new Date(askedAt + delayMs).toISOString() }),
    ...(correlationId && { correlationId }),
  };
};

/** The request for one notification or, for several, for a batch. Equal every time it is repeated. */
export const requestOf = (asked: readonly Submission[]): ApiRequest => {
  const bodies = asked.map(bodyOf);
  if (bodies.length === 1) {
    return {
      path: '/notifications',
      body: bodies[0],
      idsOf: (answer) => [(answer as { id: string }).id],
    };
  }
  return {
    path: '/notifications/batch',
    body: { notifications: bodies },
    idsOf: (answer) => (answer as { items: { id: string }[] }).items.map(({ id }) => id),
  };
};
