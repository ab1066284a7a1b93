/** The columns of a category, under the names of the domain's `Category`. */
export const CATEGORY_COLUMNS = [
  'key',
  'name',
  'opt_out as optOut',
  'quiet_hours as quietHours',
  'critical_passes_quiet_hours as criticalPassesQuietHours',
  'channels',
  'retention_days as retentionDays',
] as const;
