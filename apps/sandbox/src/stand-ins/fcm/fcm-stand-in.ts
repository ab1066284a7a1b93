import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { COMMON_ANSWERS } from '../../answers/answer.ts';
import type { Magic, MagicAnswer } from '../../behaviours/magic.ts';
import { sendReply } from '../../http/http-reply.ts';
import { readBody } from '../../http/read-body.ts';
import type { StandIn } from '../stand-in.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import { receiveCall, type Vendor } from '../vendors/receive-call.ts';
import { fcmReply, googleError, UNAUTHENTICATED } from './fcm-reply.ts';
import { readPush } from './read-push.ts';

/** Tokens of earlier lives of the sandbox stay good, so that a restart is no revocation. */
const TOKEN = /^Bearer sandbox\.\S+$/;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const LIFE_SECONDS = 3_600;

const MAGIC: readonly (readonly [prefix: string, answer: MagicAnswer])[] = [
  ['unregistered-', { answer: 'reject_recipient' }],
  ['invalid-', { answer: 'reject_recipient', status: 400, code: 'INVALID_ARGUMENT' }],
  ['quota-', { answer: 'rate_limited' }],
];

const fcmMagic: Magic = {
  recipients: [
    { example: 'unregistered-1', effect: 'UNREGISTERED: the app is gone from the device' },
    { example: 'invalid-1', effect: 'INVALID_ARGUMENT: the token is none' },
    { example: 'quota-1', effect: 'QUOTA_EXCEEDED: told to slow down' },
  ],
  answerTo: (to) => MAGIC.find(([prefix]) => to.startsWith(prefix))?.[1] ?? null,
};

const send: Vendor = {
  provider: 'fcm',
  read: (request, body) => {
    if (!TOKEN.test(request.headers.authorization ?? '')) return UNAUTHENTICATED;
    return readPush(body) ?? googleError(400, 'INVALID_ARGUMENT', []);
  },
  reply: fcmReply,
};

/** Google's token endpoint: any signed assertion gets an access token (RFC 7523). */
const grantToken: RequestHandler = async (request, response) => {
  const body = await readBody(request);
  if (body === null) return;
  const form = new URLSearchParams(body.bytes.toString('utf8'));
  if (!JWT.test(form.get('assertion') ?? '')) {
    sendReply(response, jsonReply(400, { error: 'invalid_grant' }));
    return;
  }
  const access_token = `sandbox.${randomBytes(24).toString('base64url')}`;
  const grant = { access_token, expires_in: LIFE_SECONDS, token_type: 'Bearer' };
  sendReply(response, jsonReply(200, grant));
};

/** FCM's HTTP v1 API with Google's token endpoint. */
export const fcmStandIn: StandIn = {
  provider: 'fcm',
  answers: COMMON_ANSWERS,
  magic: fcmMagic,
  open: (intake, { routes }) => {
    routes.post('/token', grantToken);
    routes.post('/v1/projects/:project/messages\\:send', (request, response) =>
      receiveCall(intake, send, request, response),
    );
    return Promise.resolve({ port: null, close: () => Promise.resolve() });
  },
};
