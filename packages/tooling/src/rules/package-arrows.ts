import { edgesOf } from '../repository/edges-of.ts';
import type { Role } from '../repository/role-of.ts';
import type { Repository } from '../repository/repository.ts';
import type { Rule, Violation } from './rule.ts';

const PRODUCT = ['domain', 'templates', 'repositories', 'queue', 'providers', 'runtime', 'client'];

/** Which packages of ours each one may import (DESIGN.md, 3). A package must be listed to exist. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  runtime: [],
  embedded: [],
  client: [],
  templates: ['domain'],
  repositories: ['domain'],
  queue: ['domain'],
  providers: ['domain'],
  api: PRODUCT,
  worker: PRODUCT,
  console: ['domain', 'client'],
  sandbox: ['runtime'],
  standalone: [...PRODUCT, 'embedded'],
  testing: ['domain', 'runtime', 'embedded'],
  bench: [...PRODUCT, 'embedded', 'testing'],
  tooling: ['runtime'],
};

/** Beside its own arrows, a test may use the tools that tests are made with. */
const TEST_TOOLS = ['testing'];

const SCOPE = '@carillon/';
const shortName = (name: string): string => name.slice(SCOPE.length);

const mayImport = (from: string, to: string, role: Role): boolean =>
  (ARROWS[from] ?? []).includes(to) || (role === 'test' && TEST_TOOLS.includes(to));

const findInSources = (repository: Repository): Violation[] =>
  edgesOf(repository).flatMap(({ source, from, target, line }) => {
    if (from === undefined || target.kind !== 'package') return [];
    if (!target.name.startsWith(SCOPE) || target.name === from.name) return [];
    const [own, other] = [shortName(from.name), shortName(target.name)];
    if (mayImport(own, other, source.role)) return [];
    return [{ file: source.path, line, message: `${own} must not import ${target.name}` }];
  });

const findInManifests = ({ packages }: Repository): Violation[] =>
  packages.flatMap(({ folder, name, dependencies, devDependencies }) => {
    const file = `${folder}/package.json`;
    const own = shortName(name);
    if (!(own in ARROWS)) return [{ file, message: `${name} is not in the table of arrows` }];
    const refused = (names: ReadonlySet<string>, role: Role): string[] =>
      [...names].filter((n) => n.startsWith(SCOPE) && !mayImport(own, shortName(n), role));
    return [...refused(dependencies, 'product'), ...refused(devDependencies, 'test')].map((n) => ({
      file,
      message: `${own} must not depend on ${n}`,
    }));
  });

export const packageArrows: Rule = {
  name: 'package-arrows',
  reason:
    'Packages import downwards only, so that a change is felt where the arrows point and nowhere else; ' +
    'apps never import apps, and nothing in production depends on what tests or measures it.',
  find: (repository) => [...findInManifests(repository), ...findInSources(repository)],
};
