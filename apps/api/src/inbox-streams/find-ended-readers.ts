import { type Database, findEndedKeys } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { StreamReader } from './stream-reader.ts';

/** Those whose token has expired or whose API key is not good any more: it ends their streams too. */
export const findEndedReaders = async (
  database: Database,
  readers: readonly StreamReader[],
  clock: Clock,
): Promise<StreamReader[]> => {
  const ids = new Set(readers.flatMap(({ right }) => right.apiKeyId ?? []));
  const ended = await findEndedKeys(database, [...ids]);
  const nowMs = clock.nowMs();
  return readers.filter(
    ({ right }) =>
      right.expiresAtMs <= nowMs || (right.apiKeyId !== null && ended.has(right.apiKeyId)),
  );
};
