import type { Magic } from '../../behaviours/magic.ts';
import { answerOfStatus } from './webhook-reply.ts';

const STATUS_HOOK = /^https?:\/\/[^/]+\/hooks\/status\/([2-5]\d\d)(?:[/?]|$)/;

/** Hooks that answer with the status that their path names. */
export const webhookMagic: Magic = {
  recipients: [
    { example: '/hooks/status/410', effect: 'Gone for good: the endpoint is suppressed' },
    { example: '/hooks/status/503', effect: 'Fails for now, every time' },
    { example: '/hooks/status/204', effect: 'Accepted, with any status of your choice' },
  ],
  answerTo: (to) => {
    const status = Number(STATUS_HOOK.exec(to)?.[1] ?? Number.NaN);
    return Number.isNaN(status) ? null : { answer: answerOfStatus(status), status };
  },
};
