import { smtpStandIn } from './smtp/smtp-stand-in.ts';
import type { StandIn } from './stand-in.ts';
import { webhookStandIn } from './webhook/webhook-stand-in.ts';

/** Every stand-in: a new one is its folder and its line here. */
export const STAND_INS: readonly StandIn[] = [smtpStandIn, webhookStandIn];
