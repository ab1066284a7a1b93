import { logConfig, port, url } from '@carillon/runtime';
import { z } from 'zod';

/** The sandbox's environment; read once, in main.ts. */
export const sandboxConfig = z.object({
  ...logConfig,
  CARILLON_HOME: z.string().default('.carillon').meta({ description: 'The data folder.' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'The address to listen on.' }),
  SANDBOX_PORT: port().default(3100).meta({ description: 'HTTP; 0 means any free port.' }),
  SMTP_PORT: port().default(3125).meta({ description: 'SMTP; 0 means any free port.' }),
  API_URL: url('http', 'https')
    .optional()
    .meta({ description: "Carillon's API, for the examples on the mailbox page." }),
});

export type SandboxConfig = Readonly<z.output<typeof sandboxConfig>>;
