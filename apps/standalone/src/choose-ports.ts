import { freePort } from '@carillon/embedded';
import type { StandaloneConfig } from './config.ts';

/** Where our own processes listen, fixed for as long as standalone runs. */
export interface Ports {
  readonly api: number;
  readonly sandbox: number;
  readonly smtp: number;
}

/**
 * Looks before anything is started: a taken port is the commonest reason for a start to fail.
 * @throws Error that names the port and the variable.
 */
export const choosePorts = async (config: StandaloneConfig): Promise<Ports> => ({
  api: await freePort(config.API_PORT, 'the api (API_PORT)'),
  sandbox: await freePort(config.SANDBOX_PORT, 'the sandbox (SANDBOX_PORT)'),
  smtp: await freePort(config.SMTP_PORT, "the sandbox's SMTP (SMTP_PORT)"),
});
