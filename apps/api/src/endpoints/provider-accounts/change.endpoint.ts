import { CarillonError } from '@carillon/domain';
import { findProvider, mergeSettings, type Settings } from '@carillon/providers';
import {
  probeAtOnce,
  updateProviderAccount,
  type ProviderAccountRecord,
} from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { madeHere, sealSettings, validSettings } from '../../provider-accounts/account-settings.ts';
import { settingsOf } from '../../provider-accounts/open-account.ts';
import type { Services } from '../../services.ts';
import { EXAMPLE_ACCOUNT_ID, exampleAccount } from './account-example.ts';
import { accountFields, servedChannels } from './account-fields.ts';
import { accountSchema, accountView } from './account-view.ts';
import { findOwnAccount } from './find-own-account.ts';

const body = z
  .strictObject({
    name: accountFields.name.optional(),
    channels: accountFields.channels.optional(),
    settings: z.record(z.string(), z.unknown()).optional(),
    ratePerSecond: accountFields.ratePerSecond.optional(),
    deadlineMs: accountFields.deadlineMs.optional(),
  })
  .meta({ id: 'ProviderAccountChange' });

interface Changed {
  readonly account: ProviderAccountRecord;
  /** Secrets that were made in place of those taken away. */
  readonly once: Settings;
}

const changed = (
  { sealer, egress }: Services,
  account: ProviderAccountRecord,
  change: z.output<typeof body>,
): Changed => {
  const definition = findProvider(account.provider);
  if (definition === undefined)
    throw new CarillonError('conflict', 'This version has no such provider.');
  const { name = account.name, ratePerSecond, deadlineMs } = change;
  const channels = servedChannels(definition, change.channels ?? account.channels);
  const limits = {
    ratePerSecond: ratePerSecond === undefined ? account.ratePerSecond : ratePerSecond,
    deadlineMs: deadlineMs === undefined ? account.deadlineMs : deadlineMs,
  };
  const about = { ...account, name, channels, ...limits };
  if (change.settings === undefined) return { account: about, once: {} };
  const merged = mergeSettings(definition, settingsOf(sealer, account), change.settings);
  const valid = validSettings(merged, egress);
  const place = { tenantId: account.tenantId, accountId: account.id };
  const stored = sealSettings(sealer, { definition, settings: valid.settings, ...place });
  return { account: { ...about, ...stored }, once: madeHere(valid) };
};

const CONFLICTS = {
  taken: 'There is an account of that name already.',
  stale: 'The account was changed by another call: try again.',
} as const;

export const changeAccountEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/provider-accounts/{id}',
  scope: 'providers:write',
  tag: 'Providers and routes',
  summary: 'Change an account',
  description:
    'Settings are merged: null takes one away, a secret given as *** stays what it is; one that is made in place of what was taken away is answered once. An open circuit is probed at once.',
  params: idParams,
  body,
  audits: true,
  answers: {
    200: { description: 'Changed.', schema: accountSchema, example: exampleAccount },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_ACCOUNT_ID }, body: { ratePerSecond: 20 } },
  handle: async ({ services, caller: { tenantId }, params: { id }, body: change, note }) => {
    const account = await findOwnAccount(services.database, { tenantId, id });
    const { account: next, once } = changed(services, account, change);
    const update = await updateProviderAccount(services.database, next);
    if (update.kind !== 'updated') throw new CarillonError('conflict', CONFLICTS[update.kind]);
    if (change.settings !== undefined) await probeAtOnce(services.database, `account:${id}`);
    note({ accountId: id });
    return answer(200, accountView(update.account, once));
  },
});
