import {
  boolean,
  duration,
  integer,
  list,
  logConfig,
  origin,
  ownSecret,
  port,
  sealingKeys,
  tracingConfig,
  url,
} from '@carillon/runtime';
import { z } from 'zod';
import { trustProxy } from './http/trust-proxy.ts';
import { operatorList } from './operators/operator-list.ts';
import { rateLimitsConfig } from './rate-limits/rate-limits-config.ts';

/** What the api reads from its environment; `.env.example` is made of it. */
export const configSchema = z.object({
  ...logConfig,
  DATABASE_URL: url('postgres', 'postgresql').meta({
    description: 'PostgreSQL, the record.',
    secret: true,
  }),
  DATABASE_POOL_SIZE: integer({ min: 2, max: 1_000 }).default(10).meta({
    description:
      'Most connections to PostgreSQL that one process opens to change something, and again to read; it has six more to accept with.',
  }),
  REDIS_URL: url('redis', 'rediss').meta({
    description:
      'Redis, the motor. With ?cluster=true a node of its cluster; with ?sentinel=<name>&also=host:port,… a Sentinel.',
    secret: true,
  }),
  HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'The address that the api listens on.' }),
  API_PORT: port()
    .default(3_000)
    .meta({ description: 'The port of the api; 0 takes any free one.' }),
  ADMIN_PORT: port().optional().meta({
    description: 'Moves Bull Board to a listener of its own.',
  }),
  PUBLIC_URL: origin().optional().meta({
    description: 'The origin under which the api is reached from outside.',
  }),
  TRUST_PROXY: trustProxy().default(false).meta({
    description:
      "Whose X-Forwarded-For tells the client's address, which allow-lists of keys and limits go by; without it the peer's address counts.",
  }),
  CREDENTIALS_KEYS: sealingKeys().default([]).meta({
    description:
      'Keep the secrets of provider accounts at rest and sign tokens; the first seals, all open.',
    secret: true,
  }),
  OPERATORS: operatorList().default([]).meta({
    description: 'Who may open Bull Board, to look or to retry; without anybody it is off.',
    secret: true,
  }),
  BULL_BOARD_USER: z.string().optional().meta({
    description: 'One more who may look, with a password in the clear: for trying things out.',
  }),
  BULL_BOARD_PASSWORD: ownSecret().optional().meta({ description: 'His password.', secret: true }),
  CHANNEL_LIMITS: list().default([]).meta({
    description: 'Most deliveries a second by channel, for all workers together.',
    expected: 'limits such as email:100,webhook:500',
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
  CORS_ORIGINS: list().default([]).meta({
    description: 'Origins whose pages may call the api from a browser.',
  }),
  INBOX_STREAMS: integer({ min: 1, max: 100_000 })
    .default(5_000)
    .meta({ description: 'Most inbox streams that one process holds open.' }),
  INBOX_STREAMS_PER_SUBSCRIBER: integer({ min: 1, max: 100_000 })
    .default(1_000)
    .meta({ description: 'Most of them that belong to one subscriber.' }),
  MAX_CONNECTIONS: integer({ min: 10, max: 1_000_000 })
    .default(20_000)
    .meta({ description: 'Most connections that one process holds open, inbox streams included.' }),
  ...rateLimitsConfig,
  ...tracingConfig,
  METRICS_TOKEN: ownSecret().optional().meta({
    description: 'Bearer token that GET /metrics asks for; open without one.',
    secret: true,
  }),
  READY_MAX_QUEUE_AGE: duration().default(60_000).meta({
    description:
      'GET /readyz says `degraded` when the oldest due delivery that nothing holds has waited longer.',
  }),
  SHUTDOWN_GRACE: duration().default(30_000).meta({
    description: 'How long a stopping process may take to finish what it has begun.',
  }),
});

export type ApiConfig = Readonly<z.output<typeof configSchema>>;
