import type { RuleResult } from '../format-report.ts';
import type { Tree } from '../repository/read-tree.ts';

const rule = {
  name: 'env-example-is-fresh',
  reason:
    'A documented setting that no process reads, or the reverse, costs an operator hours: run ' +
    'node packages/tooling/src/env-example.ts --write.',
};

/**
 * Compares `.env.example` with what the config schemas make of it now; schemas that cannot be
 * loaded are a violation too.
 */
export const envExampleIsFresh = async (
  tree: Tree,
  render: () => Promise<string>,
): Promise<RuleResult> => {
  const violation = (message: string): RuleResult => ({
    rule,
    violations: [{ file: '.env.example', message }],
  });
  try {
    const isFresh = tree.get('.env.example') === (await render());
    return isFresh ? { rule, violations: [] } : violation('differs from the apps’ config schemas');
  } catch (error) {
    return violation(`cannot be made: ${error instanceof Error ? error.message : String(error)}`);
  }
};
