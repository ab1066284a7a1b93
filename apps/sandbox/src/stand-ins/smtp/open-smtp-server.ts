import type { Logger } from '@carillon/runtime';
import type { SMTPServerOptions } from 'smtp-server';
import type { Intake } from '../../intake/open-intake.ts';
import { answerSession } from './answer-session.ts';
import { CuttableSmtpServer } from './cuttable-smtp-server.ts';
import { MAX_MAIL_BYTES } from './receive-mail.ts';
import { SmtpRefusal } from './smtp-refusal.ts';
import type { SmtpReply } from './smtp-reply.ts';
import { takeMail } from './take-mail.ts';

/** RFC 5321, 4.5.3.2.7: a server should wait at least five minutes for the next command. */
const IDLE_MS = 300_000;

/**
 * STARTTLS works but is not announced: nodemailer would use it at once and refuse the self-signed
 * certificate. A client that insists (`requireTLS`) gets it.
 */
const OPTIONS: SMTPServerOptions = {
  name: 'sandbox.carillon.test',
  size: MAX_MAIL_BYTES,
  authOptional: true,
  allowInsecureAuth: true,
  authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
  hideSTARTTLS: true,
  disableReverseLookup: true,
  socketTimeout: IDLE_MS,
  logger: false,
};

type Done = (error?: Error | null, text?: string) => void;

const tell = (reply: SmtpReply | null, done: Done): void => {
  if (reply === null) return;
  if (reply.status < 300) done(null, `${reply.code} ${reply.text}`);
  else done(new SmtpRefusal(reply));
};

/** The mail server, not listening yet. */
export const openSmtpServer = (intake: Intake, log: Logger): CuttableSmtpServer => {
  const onData: NonNullable<SMTPServerOptions['onData']> = (stream, session, done) => {
    const answer = async (): Promise<void> =>
      tell(await takeMail({ intake, server, log }, stream, session), done);
    void answer();
  };
  const server = new CuttableSmtpServer({ ...OPTIONS, ...answerSession(intake), onData });
  server.on('error', () => undefined); // a client that went away; a failed listen rejects `once`
  return server;
};
