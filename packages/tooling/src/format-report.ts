import type { Rule, Violation } from './rules/rule.ts';

export interface RuleResult {
  readonly rule: Pick<Rule, 'name' | 'reason'>;
  readonly violations: readonly Violation[];
}

const placeOf = ({ file, line }: Violation): string =>
  line === undefined ? file : `${file}:${line}`;

const formatResult = ({ rule, violations }: RuleResult): string =>
  [
    ...violations.map((violation) => `${placeOf(violation)}  ${rule.name}: ${violation.message}`),
    `  why: ${rule.reason}`,
  ].join('\n');

/** What broken rules look like to a person: each place, then once the reason of its rule. */
export const formatReport = (results: readonly RuleResult[]): string =>
  results
    .filter(({ violations }) => violations.length > 0)
    .map(formatResult)
    .join('\n\n');
