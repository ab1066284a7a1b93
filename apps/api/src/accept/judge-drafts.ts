import type { Asking } from './accept-entry.ts';
import { acceptedRecords } from './accepted-records.ts';
import { dedupeName } from './dedupe-keys.ts';
import type { Firsts } from './fetch-firsts.ts';
import type { Judged, NotificationRecords } from './judged.ts';
import type { Planned } from './plan-notification.ts';
import type { RequestDraft } from './request-draft.ts';

/**
 * Judges an entry's drafts in their order. Who was first with a dedupe key answers for those after
 * him, be he stored or of the same entry; what would be wrong with a duplicate is not asked.
 */
export const judgeDrafts = (
  { tenantId, drafts }: Asking,
  firsts: Firsts,
  plan: (draft: RequestDraft) => Planned,
): Judged[] => {
  const own = new Map<string, NotificationRecords>();
  return drafts.map((draft): Judged => {
    const key = draft.request.dedupe?.key;
    if (key === undefined) return plan(draft);
    const first = firsts.get(dedupeName(tenantId, key)) ?? own.get(key);
    if (first !== undefined) return { ok: true, first };
    const planned = plan(draft);
    if (planned.ok) own.set(key, acceptedRecords(planned.notification));
    return planned;
  });
};
