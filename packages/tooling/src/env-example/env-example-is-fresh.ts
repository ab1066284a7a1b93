import type { RuleResult } from '../format-report.ts';
import type { Tree } from '../repository/read-tree.ts';

const rule = {
  name: 'env-example-is-fresh',
  reason:
    'A documented setting that no process reads, or the reverse, costs an operator hours: run ' +
    'node packages/tooling/src/env-example.ts --write.',
};

/** Compares `.env.example` with what the config schemas make of it now. */
export const envExampleIsFresh = (tree: Tree, rendered: string): RuleResult => ({
  rule,
  violations:
    tree.get('.env.example') === rendered
      ? []
      : [{ file: '.env.example', message: 'differs from the apps’ config schemas' }],
});
