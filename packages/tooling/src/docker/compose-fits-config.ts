import { describeConfig } from '@carillon/runtime';
import type { AppConfig } from '../env-example/config-schemas.ts';
import type { RuleResult } from '../format-report.ts';
import type { Tree } from '../repository/read-tree.ts';
import { COMPOSE_FILE, composeServices, scriptOf, type ComposeService } from './compose-file.ts';

const rule = {
  name: 'compose-fits-config',
  reason:
    'A variable that the compose file sets under a name no process reads does nothing, silently; one that a ' +
    'process reads and the file does not pass on cannot be set from .env.',
};

const problemsOf = (service: ComposeService, configs: readonly AppConfig[]): string[] => {
  const script = scriptOf(service);
  const config = configs.find(({ app }) => app === script?.split('/')[1]);
  if (config === undefined) return [];
  const entries = describeConfig(config.schema);
  const given = Object.keys(service.environment ?? {});
  const isWholeApp = script?.endsWith('/main.ts') === true; // a command of it needs less
  return [
    ...given
      .filter((name) => !entries.some((entry) => entry.name === name))
      .map((name) => `sets ${name}, which ${config.app} does not read`),
    ...entries
      .filter(({ name }) => isWholeApp && !given.includes(name))
      .map(({ name }) => `does not pass on ${name}, which ${config.app} reads`),
  ];
};

/** Compares the environment of our services in the compose file with what their apps read. */
export const composeFitsConfig = (tree: Tree, configs: readonly AppConfig[]): RuleResult => ({
  rule,
  violations: composeServices(tree).flatMap(([name, service]) =>
    problemsOf(service, configs).map((problem) => ({
      file: COMPOSE_FILE,
      message: `${name} ${problem}`,
    })),
  ),
});
