import { CHANNELS, type Channel } from '@carillon/domain';
import {
  boolean,
  duration,
  integer,
  list,
  logConfig,
  origin,
  port,
  sealingKeys,
  share,
  tracingConfig,
  url,
} from '@carillon/runtime';
import { z } from 'zod';

const channelLimit = z
  .string()
  .transform((text, context) => {
    const limits = new Map<Channel, number>();
    for (const part of text.split(',').filter((p) => p.trim() !== '')) {
      const [channel = '', perSecond = ''] = part.trim().split(':');
      if (!CHANNELS.includes(channel as Channel) || !/^[1-9]\d{0,5}$/.test(perSecond)) {
        context.addIssue({ code: 'custom', message: 'not a limit' });
        return z.NEVER;
      }
      limits.set(channel as Channel, Number(perSecond));
    }
    return limits as ReadonlyMap<Channel, number>;
  })
  .meta({ expected: 'limits such as email:100,webhook:500' });

const accounts = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z.strictObject({
        provider: z.string(),
        channels: z.array(z.enum(CHANNELS)).optional(),
        settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        deadlineMs: z.number().int().min(100).max(60_000).optional(),
        ratePerSecond: z.number().positive().max(100_000).optional(),
      }),
    ),
  )
  .meta({
    expected: 'a JSON list of {provider, channels?, settings, deadlineMs?, ratePerSecond?}',
  });

/** Everything a worker is told by its environment. */
export const configSchema = z.object({
  DATABASE_URL: url('postgres', 'postgresql').meta({
    description: 'PostgreSQL, the record.',
    secret: true,
  }),
  REDIS_URL: url('redis', 'rediss').meta({
    description:
      'Redis, the motor. With ?cluster=true a node of its cluster; with ?sentinel=<name>&also=host:port,… a Sentinel.',
    secret: true,
  }),
  DATABASE_POOL_SIZE: integer({ min: 2, max: 100 })
    .default(8)
    .meta({ description: 'Connections to PostgreSQL that one process opens at most.' }),
  JOBS_PER_CHANNEL: integer({ min: 1, max: 200 })
    .default(20)
    .meta({ description: 'Jobs of one channel that one worker runs at once.' }),
  CHANNEL_LIMITS: channelLimit
    .default(new Map())
    .meta({ description: 'Most deliveries a second by channel, for all workers together.' }),
  SMTP_URL: url('smtp', 'smtps').optional().meta({
    description: 'Where e-mail goes: smtp(s)://user:password@host:port.',
    secret: true,
  }),
  SMTP_FROM: z.string().default('Carillon <carillon@localhost.example>').meta({
    description: 'Sender of e-mail, an address or "Name <address>".',
  }),
  PROVIDER_ACCOUNTS: accounts.optional().meta({
    description:
      'Accounts for tenants without one of their own, before SMTP_URL, first match by channel, as JSON.',
    secret: true,
  }),
  CREDENTIALS_KEYS: sealingKeys().default([]).meta({
    description:
      'Keep the secrets of provider accounts at rest and sign tokens; the first seals, all open.',
    secret: true,
  }),
  WEBHOOK_SECRET: z.string().optional().meta({
    description: 'Signs webhooks (whsec_…); without it the installation’s own secret does.',
    secret: true,
  }),
  PUBLIC_URL: origin().optional().meta({
    description:
      'Our origin as vendors and recipients reach it; without it there are no callbacks and no links to unsubscribe.',
  }),
  EGRESS_ALLOW: list().default([]).meta({
    description:
      'Origins and host:port pairs that webhooks and providers may reach though private.',
  }),
  EGRESS_DENY_CIDRS: list().default([]).meta({
    description: 'Networks that webhooks and providers may not reach, beside the built-in ones.',
  }),
  EGRESS_ALLOW_HTTP: boolean().default(false).meta({
    description: 'Whether webhooks may use plain http to public hosts.',
  }),
  HEALTH_PORT: port().optional().meta({
    description: 'Where a worker answers GET /health and GET /readyz; without it nowhere.',
  }),
  HEALTH_HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'The address that it does so on; 0.0.0.0 to be asked from elsewhere.' }),
  SHUTDOWN_GRACE: duration().default(25_000).meta({
    description: 'How long a stopping worker waits for what it is sending.',
  }),
  ATTEMPT_LOG_RATE: share().default(0.01).meta({
    description:
      'Which share of attempts that went well at once and fast is logged; all others always are.',
  }),
  ...tracingConfig,
  ...logConfig,
});

export type WorkerConfig = z.output<typeof configSchema>;
