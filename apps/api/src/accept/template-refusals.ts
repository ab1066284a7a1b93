import type { ErrorCode } from '@carillon/domain';

/** Why a request may be refused for its template, or for what the template makes of its data. */
export const TEMPLATE_REFUSALS = [
  'template_not_found',
  'template_not_published',
  'template_variable_missing',
  'data_schema_mismatch',
  'template_invalid',
  'template_budget_exceeded',
  'sms_too_long',
  'destination_not_allowed',
] as const satisfies readonly ErrorCode[];
