import { integer, port, url } from '@carillon/runtime';
import { z } from 'zod';

/** The environment of `npm start`; read once, in main.ts. The processes it starts inherit the rest. */
export const standaloneConfig = z.object({
  CARILLON_HOME: z.string().default('.carillon').meta({ description: 'The data folder.' }),
  API_PORT: port().default(3000).meta({ description: 'HTTP; 0 means any free port.' }),
  SANDBOX_PORT: port().default(3100).meta({ description: 'HTTP; 0 means any free port.' }),
  SMTP_PORT: port().default(3125).meta({ description: 'SMTP; 0 means any free port.' }),
  WORKERS: integer({ max: 64 })
    .default(1)
    .meta({ description: 'Worker processes that standalone starts.' }),
  DATABASE_URL: url('postgres', 'postgresql').optional().meta({
    description: 'A PostgreSQL of your own, 15 or later, instead of the embedded one.',
    secret: true,
  }),
  REDIS_URL: url('redis', 'rediss').optional().meta({
    description: 'A Redis or Valkey of your own, 6.2 or later, instead of the embedded one.',
    secret: true,
  }),
});

export type StandaloneConfig = Readonly<z.output<typeof standaloneConfig>>;
