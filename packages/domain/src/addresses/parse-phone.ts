import { accepted, type ParsedAddress, refused } from './parsed-address.ts';

/** ITU-T E.164: a plus, a country code that never begins with 0, at most 15 digits in all. */
const E164 = /^\+[1-9]\d{6,14}$/;

/** A telephone number in E.164, as Twilio wants it. Nothing is stripped: `+43 1 234` is refused. */
export const parsePhone = (raw: string): ParsedAddress =>
  E164.test(raw)
    ? accepted(raw)
    : refused('A phone number is written in E.164: + and 7 to 15 digits, as in +4366012345678.');
