import { CarillonError } from '@carillon/domain';
import { CATALOG, parseSettings } from '@carillon/providers';
import { insertProviderAccount } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { madeHere, sealSettings, validSettings } from '../../provider-accounts/account-settings.ts';
import { exampleAccount, exampleAccountInput } from './account-example.ts';
import { accountFields, servedChannels } from './account-fields.ts';
import { accountSchema, accountView } from './account-view.ts';

const body = z
  .strictObject({
    name: accountFields.name,
    provider: z.string(),
    channels: accountFields.channels.optional(),
    settings: z.record(z.string(), z.unknown()).default({}),
    ratePerSecond: accountFields.ratePerSecond.default(null),
    deadlineMs: accountFields.deadlineMs.default(null),
  })
  .meta({ id: 'ProviderAccountInput' });

const findDefinition = (name: string) => {
  const definition = CATALOG.find((known) => known.name === name && known.internal !== true);
  if (definition !== undefined) return definition;
  const message = 'GET /providers lists the providers there are.';
  const errors = [{ path: 'provider', code: 'unknown_provider', message }];
  throw new CarillonError('validation_failed', 'There is no such provider.', { errors });
};

export const createAccountEndpoint = defineEndpoint({
  method: 'POST',
  path: '/provider-accounts',
  scope: 'providers:write',
  tag: 'Providers and routes',
  summary: 'Set up an account of a provider',
  description:
    'The first account of a channel sends at once; further ones send when a route names them. A secret that was made here is answered once.',
  body,
  answersSecrets: true,
  audits: true,
  answers: {
    201: { description: 'Set up.', schema: accountSchema, example: exampleAccount },
  },
  refusals: ['conflict'],
  example: { body: exampleAccountInput },
  handle: async ({ services, caller: { tenantId }, body: input, note }) => {
    const { database, egress, ids, sealer } = services;
    const definition = findDefinition(input.provider);
    const channels = servedChannels(definition, input.channels ?? definition.channels);
    const parsed = validSettings(parseSettings(definition, input.settings), egress);
    const id = ids.newId();
    const stored = sealSettings(sealer, {
      definition,
      settings: parsed.settings,
      tenantId,
      accountId: id,
    });
    const { name, ratePerSecond, deadlineMs } = input;
    const about = { id, tenantId, name, provider: definition.name, channels };
    const limits = { ratePerSecond, deadlineMs };
    const account = await insertProviderAccount(database, { ...about, ...stored, ...limits });
    if (account === null) {
      throw new CarillonError('conflict', 'There is an account of that name already.');
    }
    note({ accountId: id, provider: definition.name });
    return answer(201, accountView(account, madeHere(parsed)));
  },
});
