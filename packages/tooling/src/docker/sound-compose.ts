import type { Rule } from '../rules/rule.ts';
import { COMPOSE_FILE, composeServices, scriptOf, type ComposeService } from './compose-file.ts';

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|_KEY$|REDISCLI_AUTH/;
const URL_WITH_PASSWORD = /:\/\/[^:/@]*:(?!\$\{)[^@/]+@/;

/** A job that ends by itself is not asked for its health: whoever needs it waits for its end. */
const endsByItself = (name: string, all: readonly [string, ComposeService][]): boolean =>
  all.some(([, other]) => other.depends_on?.[name]?.condition === 'service_completed_successfully');

const hasHealthcheck = ({ healthcheck, build }: ComposeService): boolean =>
  healthcheck === undefined
    ? build !== undefined // the image's own
    : healthcheck.disable !== true && Array.isArray(healthcheck.test);

const literalSecrets = ({ environment = {} }: ComposeService): string[] =>
  Object.entries(environment)
    .map(([name, value]) => [name, String(value)] as const)
    .filter(
      ([name, value]) =>
        (SECRET_NAME.test(name) && !value.startsWith('${')) || URL_WITH_PASSWORD.test(value),
    )
    .map(([name]) => `${name} is written down instead of taken from the environment`);

const problemsOf = (
  [name, service]: [string, ComposeService],
  all: readonly [string, ComposeService][],
  exists: (path: string) => boolean,
): string[] => {
  const { image = '', build, depends_on: needs = {}, command = [] } = service;
  const script = scriptOf(service);
  const problems = literalSecrets(service);
  if (build === undefined && !/:\d/.test(image)) problems.push(`${image} is not pinned`);
  if (!endsByItself(name, all) && !hasHealthcheck(service)) problems.push('has no healthcheck');
  if (script !== undefined && !exists(script)) problems.push(`${script} does not exist`);
  for (const need of Object.keys(needs)) {
    if (!all.some(([other]) => other === need))
      problems.push(`depends on ${need}, which is not there`);
  }
  if (
    /^(?:redis|valkey)/.test(image) &&
    !command.join(' ').includes('--maxmemory-policy noeviction')
  ) {
    problems.push('may evict waiting jobs: needs --maxmemory-policy noeviction');
  }
  return problems;
};

export const soundCompose: Rule = {
  name: 'sound-compose',
  reason:
    'No Docker engine runs in our checks, so that what can be read is checked: health checks, pinned images, ' +
    'no secrets, a Redis that never evicts, and only services and scripts that exist.',
  find: ({ tree }) => {
    const all = composeServices(tree);
    return all.flatMap((entry) =>
      problemsOf(entry, all, (path) => tree.has(path)).map((problem) => ({
        file: COMPOSE_FILE,
        message: `${entry[0]}: ${problem}`,
      })),
    );
  },
};
