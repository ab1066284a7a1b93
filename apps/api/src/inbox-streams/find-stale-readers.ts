import { type Database, findStaleInboxes } from '@carillon/repositories';
import type { StreamReader } from './stream-reader.ts';

/** Those whose inbox has moved on, or is gone: one query, one row an inbox and version. */
export const findStaleReaders = async (
  database: Database,
  readers: readonly StreamReader[],
): Promise<StreamReader[]> => {
  const groups = Map.groupBy(readers, ({ hint, position }) => `${hint} ${position.version}`);
  const known = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first.position, group }];
  });
  return (await findStaleInboxes(database, known)).flatMap(({ group }) => group);
};
