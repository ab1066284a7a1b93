import type { HoldTerms } from '@carillon/repositories';
import { brakeEntry } from '../brake/brake-entry.ts';
import type { Counted, Paces } from '../brake/open-paces.ts';
import type { Ids } from '../create-ids.ts';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import type { AcceptedAnswer, AcceptEntry } from './accept-entry.ts';
import type { Firsts } from './fetch-firsts.ts';
import { judgeDrafts } from './judge-drafts.ts';
import type { LookedUp } from './look-up-entries.ts';
import { planFound } from './plan-found.ts';
import type { PlannedNotification } from './plan-notification.ts';

/** An entry with its rows and its answer, or why it is refused. */
export interface Prepared {
  readonly entry: AcceptEntry;
  readonly requestId: string;
  readonly notifications: readonly PlannedNotification[];
  /** The one notification of the entry, where it is for a topic. */
  readonly broadcast: PlannedNotification | null;
  /** What a brake holds of it. */
  readonly hold: HoldTerms | null;
  readonly counted: Counted;
  readonly answer: AcceptedAnswer | null;
  readonly refusal: unknown;
}

export interface PrepareInput extends LookedUp {
  readonly ids: Ids;
  readonly paces: Paces;
  readonly now: Date;
  readonly firsts: Firsts;
}

const REFUSED = {
  notifications: [],
  broadcast: null,
  hold: null,
  counted: { offered: 0, passed: 0 },
  answer: null,
} as const;

/** Judges an entry, asks its tenant's brake, and builds its answer. What is stored is counted by the brake. */
export const prepareEntry = (entry: AcceptEntry, input: PrepareInput): Prepared => {
  const { ids, now, paces } = input;
  const { tenantId, traceparent } = entry;
  const drafted = judgeDrafts(entry, input.firsts, (draft) =>
    planFound(draft, {
      tenantId,
      found: input,
      notificationId: entry.notificationId ?? ids.newNotificationId(),
      traceparent,
      now,
    }),
  );
  const requestId = ids.newId();
  const { brake: settings } = input.rules.get(tenantId) as TenantRules;
  const braked = brakeEntry(drafted, { settings, pace: paces.of(tenantId), newId: ids.newId });
  const { judged, hold, counted } = braked;
  try {
    const answer = entry.answer(judged);
    const planned = judged.flatMap((j) => ('notification' in j ? [j.notification] : []));
    const broadcast = planned.find(({ topic }) => topic !== null) ?? null;
    const notifications = broadcast === null ? planned : [];
    paces.count(tenantId, counted);
    return { entry, requestId, notifications, broadcast, hold, counted, answer, refusal: null };
  } catch (refusal) {
    return { ...REFUSED, entry, requestId, refusal };
  }
};
