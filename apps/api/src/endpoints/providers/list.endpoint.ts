import { CHANNELS } from '@carillon/domain';
import { CATALOG, type ProviderDefinition } from '@carillon/providers';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';

const settingSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['string', 'number', 'boolean']),
  required: z.boolean(),
  secret: z.boolean(),
  pattern: z.string().nullable(),
  default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  description: z.string(),
});

const providerSchema = z
  .strictObject({
    provider: z.string(),
    channels: z.array(z.enum(CHANNELS)),
    settings: z.array(settingSchema),
  })
  .meta({ id: 'Provider' });

/** A setting that is made when absent need not be given. */
const providerView = ({ name, channels, settings }: ProviderDefinition) => ({
  provider: name,
  channels: [...channels],
  settings: settings.map((spec) => ({
    name: spec.name,
    type: spec.type,
    required: spec.required && spec.generate === undefined && spec.default === undefined,
    secret: spec.secret,
    pattern: spec.pattern ?? null,
    default: spec.default ?? null,
    description: spec.description,
  })),
});

const PROVIDERS = CATALOG.filter(({ internal }) => internal !== true).map(providerView);

export const listProvidersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/providers',
  scope: 'providers:read',
  tag: 'Providers and routes',
  summary: 'The providers of this version, and what an account of each needs',
  answers: {
    200: {
      description: 'Every provider.',
      schema: z.strictObject({ data: z.array(providerSchema) }),
      example: { data: PROVIDERS.slice(0, 1) },
    },
  },
  example: {},
  handle: async () => answer(200, { data: PROVIDERS }),
});
