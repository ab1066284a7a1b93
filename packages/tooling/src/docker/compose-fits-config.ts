import { describeConfig } from '@carillon/runtime';
import type { AppConfig } from '../env-example/config-schemas.ts';
import type { RuleResult } from '../format-report.ts';
import type { Tree } from '../repository/read-tree.ts';
import { COMPOSE_FILE, composeServices, scriptOf, type ComposeService } from './compose-file.ts';

const rule = {
  name: 'compose-fits-config',
  reason:
    'A variable that the compose file sets under a name no process reads does nothing, silently; one that a ' +
    'process requires and the file leaves out keeps it from starting.',
};

const problemsOf = (service: ComposeService, configs: readonly AppConfig[]): string[] => {
  const app = scriptOf(service)?.split('/')[1];
  const config = configs.find((candidate) => candidate.app === app);
  if (config === undefined) return [];
  const entries = describeConfig(config.schema);
  const given = Object.keys(service.environment ?? {});
  return [
    ...given
      .filter((name) => !entries.some((entry) => entry.name === name))
      .map((name) => `sets ${name}, which ${app} does not read`),
    ...entries
      .filter(({ name, required }) => required && !given.includes(name))
      .map(({ name }) => `does not set ${name}, which ${app} requires`),
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
