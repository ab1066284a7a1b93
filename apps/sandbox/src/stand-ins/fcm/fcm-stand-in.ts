import { COMMON_ANSWERS } from '../../answers/answer.ts';
import type { Magic, MagicAnswer } from '../../behaviours/magic.ts';
import type { StandIn } from '../stand-in.ts';
import { receiveCall, type Vendor } from '../vendors/receive-call.ts';
import { fcmReply, googleError } from './fcm-reply.ts';
import { grantToken } from './grant-token.ts';
import { readPush } from './read-push.ts';

/** Tokens of earlier lives of the sandbox stay good, so that a restart is no revocation. */
const TOKEN = /^Bearer sandbox\.\S+$/;

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
    if (!TOKEN.test(request.headers.authorization ?? '')) return googleError(401, []);
    return readPush(body) ?? googleError(400, []);
  },
  reply: fcmReply,
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
