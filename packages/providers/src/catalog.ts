import type { ProviderDefinition } from './contract.ts';
import { desktop } from './desktop/desktop.ts';
import { fcm } from './fcm/fcm.ts';
import { inbox } from './inbox/inbox.ts';
import { noop } from './noop/noop.ts';
import { sendgrid } from './sendgrid/sendgrid.ts';
import { smtp } from './smtp/smtp.ts';
import { twilio } from './twilio/twilio.ts';
import { webhook } from './webhook/webhook.ts';

/** Every provider there is. Adding one takes its folder and one line here. */
export const CATALOG: readonly ProviderDefinition[] = [
  smtp,
  sendgrid,
  twilio,
  fcm,
  desktop,
  webhook,
  inbox,
  noop,
];

/** The provider of that name, if there is one. */
export const findProvider = (name: string): ProviderDefinition | undefined =>
  CATALOG.find((definition) => definition.name === name);
