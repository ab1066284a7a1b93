import { parse } from 'yaml';
import type { Tree } from '../repository/read-tree.ts';

export const COMPOSE_FILE = 'docker-compose.yml';

/** The parts of a service of a compose file that our rules look at. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly test?: readonly string[] | string; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
}

/** The services of the compose file by name, YAML's `<<` merged; none when there is no such file. */
export const composeServices = (tree: Tree): [name: string, service: ComposeService][] => {
  const text = tree.get(COMPOSE_FILE);
  if (text === undefined) return [];
  const { services } = parse(text, { merge: true }) as {
    services?: Record<string, ComposeService>;
  };
  return Object.entries(services ?? {});
};

/** The script that a service of our image runs, as in `apps/api/src/main.ts`. */
export const scriptOf = ({ command }: ComposeService): string | undefined =>
  command?.find((part) => /^(?:apps|packages)\/.*\.ts$/.test(part));
