import { describeConfig } from '@carillon/runtime';
import type { z } from 'zod';
import type { RuleResult } from '../format-report.ts';
import type { AppConfig } from './config-schemas.ts';

const rule = {
  name: 'refused-defaults',
  reason:
    '.env.example shows each default as text, and a copy of it must start: what a schema writes it must also read.',
};

/** Finds defaults whose written form their own schema does not accept. */
export const refusedDefaults = (configs: readonly AppConfig[]): RuleResult => ({
  rule,
  violations: configs.flatMap(({ app, schema }) =>
    describeConfig(schema)
      .filter(({ name, default: value }) => {
        if (value === null || value === '') return false; // shown without a value
        const entry = schema.shape[name] as z.ZodType;
        return !entry.safeParse(value).success;
      })
      .map(({ name, default: value }) => ({
        file: `apps/${app}/src/config.ts`,
        message: `${name} does not accept its own default, ${value}`,
      })),
  ),
});
