import type { Magic, MagicAnswer } from '../../behaviours/magic.ts';

const refused = (code: string): MagicAnswer => ({ answer: 'reject_recipient', code });

/** https://www.twilio.com/docs/iam/test-credentials */
const NUMBERS: Readonly<Record<string, MagicAnswer>> = {
  '+15005550001': refused('21211'),
  '+15005550002': refused('21612'),
  '+15005550003': refused('21408'),
  '+15005550004': refused('21610'),
  '+15005550009': refused('21614'),
};

export const twilioMagic: Magic = {
  recipients: [
    { example: '+15005550001', effect: '21211: the number is not valid' },
    { example: '+15005550002', effect: '21612: there is no way to it' },
    { example: '+15005550003', effect: '21408: its region is not switched on' },
    { example: '+15005550004', effect: '21610: the recipient has opted out' },
    { example: '+15005550009', effect: '21614: not a mobile number' },
  ],
  answerTo: (to) => NUMBERS[to] ?? null,
};
