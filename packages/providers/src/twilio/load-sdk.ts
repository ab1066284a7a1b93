import { createRequire } from 'node:module';
import type Twilio from 'twilio';

const require = createRequire(import.meta.url);

/** Twilio's SDK, loaded when it is first used: processes without an account do not pay for it. */
export const loadSdk = (): typeof Twilio => require('twilio') as typeof Twilio;
