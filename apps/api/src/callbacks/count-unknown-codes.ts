import type { Receipt } from '@carillon/providers';
import { addCounters } from '@carillon/repositories';
import { logAndContinue, METRIC_DEFINITIONS } from '@carillon/runtime';
import type { Services } from '../services.ts';

/** Counts receipts whose codes no table knows, beside what the workers count of their calls. */
export const countUnknownCodes = async (
  { database, log, codeLabelOf }: Pick<Services, 'database' | 'log' | 'codeLabelOf'>,
  provider: string,
  receipts: readonly Receipt[],
): Promise<void> => {
  const unknown = receipts.filter((receipt) => receipt.isUnknownCode === true);
  const byCode = Map.groupBy(unknown, ({ code }) => codeLabelOf(provider, code ?? ''));
  if (byCode.size === 0) return;
  const { name } = METRIC_DEFINITIONS.unknownCodes;
  const growth = [...byCode].map(([code, { length: by }]) => {
    return { name, labels: { provider, code }, by };
  });
  await logAndContinue(addCounters(database, growth), log, 'unknown codes were not counted');
};
