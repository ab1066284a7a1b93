import { fcmStandIn } from './fcm/fcm-stand-in.ts';
import { sendgridStandIn } from './sendgrid/sendgrid-stand-in.ts';
import { smtpStandIn } from './smtp/smtp-stand-in.ts';
import type { StandIn } from './stand-in.ts';
import { twilioStandIn } from './twilio/twilio-stand-in.ts';
import { webhookStandIn } from './webhook/webhook-stand-in.ts';

/** Every stand-in: a new one is its folder and its line here. */
export const STAND_INS: readonly StandIn[] = [
  smtpStandIn,
  sendgridStandIn,
  twilioStandIn,
  fcmStandIn,
  webhookStandIn,
];
