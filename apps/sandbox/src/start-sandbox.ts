import { join } from 'node:path';
import type { Logger } from '@carillon/runtime';
import express from 'express';
import { apiRoutes } from './api/api-routes.ts';
import type { SandboxInfo } from './api/describe-sandbox.endpoint.ts';
import { sendProblem } from './api/problem.ts';
import { openDecider } from './behaviours/open-decider.ts';
import type { SandboxConfig } from './config.ts';
import { handleError } from './http/handle-error.ts';
import { openHttpServer } from './http/open-http-server.ts';
import { servePage } from './http/serve-page.ts';
import { openIntake } from './intake/open-intake.ts';
import { openLedger } from './ledger/open-ledger.ts';
import type { StoredMessage } from './messages/stored-message.ts';
import type { SeenCall } from './requests/call.ts';
import { STAND_INS } from './stand-ins/stand-ins.ts';
import { keepNewest } from './storage/newest.ts';

const MESSAGE_BOUNDS = { maxItems: 10_000, maxBytes: 128 * 1024 * 1024 };
const REQUEST_BOUNDS = { maxItems: 10_000, maxBytes: 64 * 1024 * 1024 };

/** A sandbox that takes calls. */
export interface Sandbox {
  readonly sandboxPort: number;
  readonly smtpPort: number;
  /** Stops at once; what was answered is in the ledger. */
  close(): Promise<void>;
}

export interface SandboxDeps {
  readonly config: SandboxConfig;
  readonly now: () => Date;
  readonly log: Logger;
}

const urlOfSmtp = (host: string, port: number): string => `smtp://${host}:${port}`;

/** Starts every stand-in, the API and the mailbox page; rejects when a port is taken. */
export const startSandbox = async ({ config, now, log }: SandboxDeps): Promise<Sandbox> => {
  const ledger = await openLedger(join(config.CARILLON_HOME, 'sandbox', 'ledger.jsonl'));
  const messages = keepNewest<StoredMessage>(MESSAGE_BOUNDS);
  const requests = keepNewest<SeenCall>(REQUEST_BOUNDS);
  const decider = openDecider(new Map(STAND_INS.map(({ provider, magic }) => [provider, magic])));
  const intake = openIntake({ decider, ledger, messages, requests, now });

  const app = express();
  app.disable('x-powered-by').disable('etag');
  const host = { routes: app, host: config.HOST, smtpPort: config.SMTP_PORT, log, now };
  const opened = await Promise.all(STAND_INS.map((one) => one.open(intake, host)));
  const smtpPort = opened.find((one) => one.port !== null)?.port ?? 0;
  const info: SandboxInfo = {
    apiUrl: config.API_URL ?? null,
    smtpUrl: urlOfSmtp(config.HOST, smtpPort),
    standIns: STAND_INS.map(({ provider, answers, magic }) => ({
      provider,
      answers,
      magicRecipients: magic.recipients,
    })),
  };
  app.use('/api', apiRoutes({ messages, requests, decider, standIns: STAND_INS, info }));
  app.use(servePage());
  app.use((_request, response) => {
    sendProblem(response, 404, { code: 'not_found', title: 'There is nothing here' });
  });
  app.use(handleError(log));
  const http = await openHttpServer(app, { host: config.HOST, port: config.SANDBOX_PORT });

  return {
    sandboxPort: http.port,
    smtpPort,
    close: async () => {
      await Promise.all([http.close(), ...opened.map((one) => one.close())]);
      await ledger.close();
    },
  };
};
