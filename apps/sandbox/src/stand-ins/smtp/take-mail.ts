import type { Logger } from '@carillon/runtime';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Intake } from '../../intake/open-intake.ts';
import { answerMail } from './answer-mail.ts';
import type { CuttableSmtpServer } from './cuttable-smtp-server.ts';
import { callsIn } from './envelope-calls.ts';
import { receiveMail } from './receive-mail.ts';
import type { SmtpReply } from './smtp-reply.ts';

export interface TakeMailDeps {
  readonly intake: Intake;
  readonly server: CuttableSmtpServer;
  readonly log: Logger;
}

const TOO_LARGE: SmtpReply = {
  stage: 'DATA',
  status: 552,
  code: '5.3.4',
  text: 'Message too big for system',
};
const NOT_STORED: SmtpReply = {
  stage: 'DATA',
  status: 451,
  code: '4.3.0',
  text: 'Could not store the message',
};

/** Takes a mail in and says what the client is told; null when it is told nothing. */
export const takeMail = async (
  { intake, server, log }: TakeMailDeps,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<SmtpReply | null> => {
  const raw = await receiveMail(stream);
  const socket = server.socketOf(session);
  if (socket === undefined) return null;
  if (raw === null) return TOO_LARGE;
  try {
    return await answerMail(intake, { raw, calls: callsIn(session), socket });
  } catch (error) {
    log.error('a mail could not be stored', { error });
    return NOT_STORED;
  }
};
