import type { z } from 'zod';
import type { RequestDraft } from '../../accept/request-draft.ts';
import type { Answer } from '../../http/answer.ts';
import type { Call } from '../../http/endpoint.ts';
import type { acceptedBroadcastSchema } from './accepted-broadcast-schema.ts';
import { judgedOf } from './judged-of.ts';

/** Accepts a notification for a topic's members of this moment, and wakes a worker to fan it out. */
export const acceptBroadcast = async (
  call: Omit<Call<unknown, unknown, unknown>, 'params' | 'query' | 'body'>,
  draft: RequestDraft,
  topic: string,
): Promise<Answer> => {
  const { services, caller, bodyBytes, idempotency, traceparent, note } = call;
  const batchId = services.ids.newId();
  note({ batchId });
  const { answer } = await services.acceptor.accept({
    tenantId: caller.tenantId,
    apiKeyId: caller.apiKeyId,
    idempotency,
    traceparent,
    drafts: [draft],
    batchId,
    bytes: bodyBytes,
    answer: (judged) => {
      judgedOf(judged);
      const body: z.output<typeof acceptedBroadcastSchema> = { batchId, topic };
      return { status: 202, location: `/api/v1/batches/${batchId}`, body: JSON.stringify(body) };
    },
  });
  services.producer.wake('fan-out');
  return answer;
};
