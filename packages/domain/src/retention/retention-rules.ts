import type { Retention } from './retention.ts';

/** What a tenant's notifications lose at an age. */
export interface RetentionRule {
  /** Their content, the calls made for them, or everything. */
  readonly takes: 'content' | 'attempts' | 'notifications';
  readonly days: number;
  /** Only those of this category; null: of every one but `except`. */
  readonly category: string | null;
  readonly except: readonly string[];
}

/** What is kept for days of its own. */
export interface KeptCategory {
  readonly key: string;
  readonly retentionDays: number;
}

/** A tenant's settings and categories as rules; one that would come after another took everything is left out. */
export const retentionRules = (
  { notificationDays, contentDays, attemptDays }: Retention,
  categories: readonly KeptCategory[],
): RetentionRule[] => {
  const longest = Math.max(notificationDays, ...categories.map((c) => c.retentionDays));
  const early = (takes: RetentionRule['takes'], days: number | null): RetentionRule[] =>
    days === null || days >= longest ? [] : [{ takes, days, category: null, except: [] }];
  const except = categories.map(({ key }) => key).sort();
  return [
    ...early('content', contentDays),
    ...early('attempts', attemptDays),
    { takes: 'notifications', days: notificationDays, category: null, except },
    ...categories.map(({ key, retentionDays }): RetentionRule => {
      return { takes: 'notifications', days: retentionDays, category: key, except: [] };
    }),
  ];
};

/** Whether a rule is about notifications of a category. */
export const ruleCovers = ({ category, except }: RetentionRule, of: string): boolean =>
  category === null ? !except.includes(of) : category === of;
