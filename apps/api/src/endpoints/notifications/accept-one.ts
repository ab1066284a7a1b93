import { acceptedRecords } from '../../accept/accepted-records.ts';
import type { RequestDraft } from '../../accept/request-draft.ts';
import type { Answer } from '../../http/answer.ts';
import type { Call } from '../../http/endpoint.ts';
import { judgedOf } from './judged-of.ts';
import { notificationView } from './notification-view.ts';

/** What accepting uses of a call. */
type Accepting = Pick<
  Call<unknown, unknown, unknown>,
  'services' | 'caller' | 'bodyBytes' | 'idempotency' | 'traceparent' | 'note'
>;

/** Accepts one notification: 202 with its place and itself, or throws why it is refused. */
export const acceptOne = async (
  { services: { acceptor }, caller, bodyBytes, idempotency, traceparent, note }: Accepting,
  draft: RequestDraft,
): Promise<Answer> => {
  const { answer } = await acceptor.accept({
    tenantId: caller.tenantId,
    apiKeyId: caller.apiKeyId,
    idempotency,
    traceparent,
    drafts: [draft],
    batchId: null,
    bytes: bodyBytes,
    answer: (judged) => {
      const planned = judgedOf(judged);
      const isFirst = 'notification' in planned;
      const { record, deliveries } = isFirst
        ? acceptedRecords(planned.notification)
        : planned.first;
      note({ notificationId: record.id });
      const view = notificationView(record, deliveries);
      const body = JSON.stringify(isFirst ? view : { ...view, deduplicated: true });
      return { status: 202, location: `/api/v1/notifications/${record.id}`, body };
    },
  });
  return answer;
};
