import type { Category } from '../categories/category.ts';
import type { GateVerdict } from '../gates/gate-verdict.ts';
import type { Priority } from '../priorities.ts';
import type { QuietHours } from './quiet-hours.ts';
import { isTimezone } from './is-timezone.ts';
import { quietUntil } from './quiet-until.ts';

/** Which of the rules decided. */
export type QuietHoursRule =
  | 'category_ignores_quiet_hours'
  | 'no_quiet_hours'
  | 'critical_passes'
  | 'outside_quiet_hours'
  | 'within_quiet_hours';

export interface QuietHoursInput {
  readonly category: Category;
  readonly priority: Priority;
  readonly quietHours: QuietHours | null;
  /** Zones that are known of the recipient, the best first; the quiet hours' own goes before them. */
  readonly timezones: readonly (string | null | undefined)[];
  readonly now: Date;
}

export interface QuietHoursVerdict extends GateVerdict<QuietHoursRule> {
  /** When the window ends that holds it; null where none does. */
  readonly until: Date | null;
}

/** The zone of a recipient of whom no zone is known, or none that this runtime knows. */
const ANY_ZONE = 'UTC';

/** Whether a delivery has to wait for the end of its recipient's quiet hours, and until when. */
export const judgeQuietHours = (input: QuietHoursInput): QuietHoursVerdict => {
  const { category, priority, quietHours, now } = input;
  const zones = [quietHours?.timezone, ...input.timezones];
  const timezone = zones.find((zone) => zone != null && isTimezone(zone)) ?? ANY_ZONE;
  const inputs = { category: category.key, priority, quietHours, timezone };
  const pass = (rule: QuietHoursRule): QuietHoursVerdict => ({
    verdict: 'pass',
    rule,
    inputs,
    until: null,
  });
  if (!category.quietHours) return pass('category_ignores_quiet_hours');
  if (quietHours === null) return pass('no_quiet_hours');
  if (priority === 'critical' && category.criticalPassesQuietHours) return pass('critical_passes');
  const until = quietUntil(quietHours, timezone, now);
  if (until === null) return pass('outside_quiet_hours');
  return { verdict: 'hold', rule: 'within_quiet_hours', inputs: { ...inputs, until }, until };
};
