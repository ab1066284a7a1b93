import { setTimeout as delay } from 'node:timers/promises';
import type { Provider, ProviderDeps, SendCall, SendRequest, Settings } from '../contract.ts';
import { accepted, failed, notBegun } from '../send-results.ts';
import { classifyError } from './classify-error.ts';
import { senderOf } from '../mail/sender.ts';
import { composeMail } from './compose-mail.ts';
import type { Handover } from './message-gate.ts';
import { openTransport } from './open-transport.ts';
import { isPlainAddress, parseMailbox } from '../mail/parse-mailbox.ts';

/** A person waits for the answer. */
const VERIFY_MS = 15_000;

const outOfTime = async (): Promise<never> => {
  await delay(VERIFY_MS, null, { ref: false });
  throw Object.assign(new Error('verify timed out'), { code: 'ETIMEDOUT' });
};

const invalidAddress = failed({
  outcome: 'permanent_message',
  code: 'invalid_address',
  hint: 'The address is not one plain e-mail address.',
});

/** Opens an account; connections are made when there is something to send. */
export const openSmtp = (settings: Settings, deps: ProviderDeps): Provider => {
  const sender = senderOf(parseMailbox(String(settings.from)));
  const transport = openTransport(settings, deps);

  const send = async (request: SendRequest, call: SendCall) => {
    if (!isPlainAddress(request.address)) return invalidAddress;
    const handover: Handover = { mayBegin: call.mayBegin, refused: false, complete: false };
    try {
      const info = await transport.sendMail(composeMail(request, { sender, call, handover }));
      const { serverMessageId } = info as { serverMessageId?: string };
      const providerMessageId = serverMessageId ?? info.messageId;
      return accepted({ response: info.response, providerMessageId });
    } catch (error) {
      if (handover.refused) return notBegun;
      return classifyError(error, { complete: handover.complete, attempt: request.attempt });
    }
  };

  return {
    concurrency: Number(settings.maxConnections),
    send,
    verify: async () => {
      try {
        await Promise.race([transport.verify(), outOfTime()]);
        return { ok: true, detail: 'The server took the connection and the credentials.' };
      } catch (error) {
        const { code, message } = classifyError(error, { complete: false, attempt: 1 });
        return { ok: false, detail: `${code}: ${message}` };
      }
    },
    close: async () => transport.close(),
  };
};
