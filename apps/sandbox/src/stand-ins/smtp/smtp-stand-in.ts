import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { emailMagic } from '../../behaviours/email-magic.ts';
import type { StandIn } from '../stand-in.ts';
import { openSmtpServer } from './open-smtp-server.ts';
import { SMTP_ANSWERS } from './smtp-reply.ts';

/** A mail server that takes everything, with or without AUTH and TLS. */
export const smtpStandIn: StandIn = {
  provider: 'smtp',
  answers: SMTP_ANSWERS,
  magic: emailMagic,
  open: async (intake, { host, smtpPort, log }) => {
    const server = openSmtpServer(intake, log);
    const listener = server.listen(smtpPort, host);
    await once(listener, 'listening');
    return { port: (listener.address() as AddressInfo).port, close: () => server.cut() };
  },
};
