import { CHANNELS } from '@carillon/domain';
import { findProvider, MASK, maskSettings, type Settings } from '@carillon/providers';
import type { ProviderAccountRecord } from '@carillon/repositories';
import { z } from 'zod';

const value = z.union([z.string(), z.number(), z.boolean()]);

export const accountSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    provider: z.string(),
    channels: z.array(z.enum(CHANNELS)),
    settings: z.record(z.string(), value).meta({ description: `Secrets read as ${MASK}.` }),
    ratePerSecond: z.number().nullable(),
    deadlineMs: z.number().nullable(),
  })
  .meta({ id: 'ProviderAccount' });

const masked = ({ provider, settings, sealed }: ProviderAccountRecord): Settings => {
  const all = { ...settings, ...sealed };
  const definition = findProvider(provider);
  if (definition !== undefined) return maskSettings(definition, all);
  return Object.fromEntries(Object.keys(all).map((name) => [name, MASK]));
};

/** An account as its tenant may see it; `once` are generated secrets, shown in the first answer only. */
export const accountView = (account: ProviderAccountRecord, once: Settings = {}) => ({
  id: account.id,
  name: account.name,
  provider: account.provider,
  channels: [...account.channels],
  settings: { ...masked(account), ...once },
  ratePerSecond: account.ratePerSecond,
  deadlineMs: account.deadlineMs,
});
