import type { Tree } from '../repository/read-tree.ts';
import { COMPOSE_FILE } from './compose-file.ts';

/** The variables without which `docker compose` refuses to start: those written `${NAME:?…}`. */
export const composeVariables = (tree: Tree): string[] => {
  const found = (tree.get(COMPOSE_FILE) ?? '').matchAll(/\$\{(\w+):\?/g);
  return [...new Set(Array.from(found, ([, name = '']) => name))].toSorted();
};
