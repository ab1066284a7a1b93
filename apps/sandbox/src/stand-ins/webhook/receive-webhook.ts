import type { Request, Response } from 'express';
import { answerCall } from '../../http/answer-call.ts';
import { flatHeaders } from '../../http/flat-headers.ts';
import { sendReply } from '../../http/http-reply.ts';
import { readBody } from '../../http/read-body.ts';
import { urlOf } from '../../http/url-of.ts';
import type { Intake } from '../../intake/open-intake.ts';
import { idsInHeaders } from '../carillon-ids.ts';
import { drip } from './drip.ts';
import { readWebhook } from './read-webhook.ts';
import { sendEndless } from './send-endless.ts';
import { webhookReply } from './webhook-reply.ts';

const PROVIDER = 'webhook';
const NOTHING = { status: 200, headers: {}, body: '' };
const TOO_LARGE = { status: 413, headers: { connection: 'close' }, body: '' };

/** Answers a call to `/hooks/…`, whatever its method. */
export const receiveWebhook = async (
  intake: Intake,
  request: Request,
  response: Response,
): Promise<void> => {
  const body = await readBody(request);
  if (body === null) return;
  const to = urlOf(request);
  const headers = flatHeaders(request.headers);
  const { method, originalUrl: path } = request;
  const call = { provider: PROVIDER, method, path, headers, body: body.bytes, form: null, to };
  if (!body.whole) {
    intake.note({ ...call, answer: { status: 413, code: null, behaviour: 'too_large' } });
    return sendReply(response, TOO_LARGE);
  }

  const decision = intake.decide(PROVIDER, to);
  const reply = webhookReply(decision);
  const { answer: behaviour, code = null } = decision;
  intake.note({ ...call, answer: { status: reply?.status ?? null, code, behaviour } });

  const arrival = { provider: PROVIDER, channel: 'webhook', to, headers, raw: body.bytes };
  const readContent = () => Promise.resolve(readWebhook(body.bytes));
  const accept = () => intake.accept([{ ...arrival, ids: idsInHeaders(headers), readContent }]);
  if (decision.answer === 'drip' && response.socket !== null) return drip(response.socket);
  if (decision.answer === 'endless') {
    await accept();
    return sendEndless(response, reply ?? NOTHING);
  }
  return answerCall({ response, decision, reply: reply ?? NOTHING, accept });
};
