import { composeFitsConfig } from './docker/compose-fits-config.ts';
import { composeVariables } from './docker/compose-variables.ts';
import type { AppConfig } from './env-example/config-schemas.ts';
import { envExampleIsFresh } from './env-example/env-example-is-fresh.ts';
import { refusedDefaults } from './env-example/refused-defaults.ts';
import { renderEnvExample } from './env-example/render-env-example.ts';
import type { RuleResult } from './format-report.ts';
import type { Tree } from './repository/read-tree.ts';

const notLoaded = (error: unknown): RuleResult => ({
  rule: {
    name: 'config-schemas',
    reason: 'The settings are documented and checked from the schema that each app exports.',
  },
  violations: [{ file: 'apps', message: error instanceof Error ? error.message : String(error) }],
});

/** The checks that need the apps' config schemas; schemas that cannot be loaded are a violation. */
export const checkSettings = async (
  tree: Tree,
  loadSchemas: () => Promise<readonly AppConfig[]>,
): Promise<RuleResult[]> => {
  try {
    const configs = await loadSchemas();
    const rendered = renderEnvExample(configs, composeVariables(tree));
    return [
      refusedDefaults(configs),
      envExampleIsFresh(tree, rendered),
      composeFitsConfig(tree, configs),
    ];
  } catch (error) {
    return [notLoaded(error)];
  }
};
