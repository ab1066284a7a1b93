import { isTimezone } from './is-timezone.ts';

test.each(['UTC', 'Europe/Vienna', 'America/Argentina/Buenos_Aires', 'europe/vienna', 'Etc/GMT+5'])(
  '%s is a zone',
  (text) => expect(isTimezone(text)).toBe(true),
);

test.each(['', '+01:00', 'Europe/Atlantis', 'CEST in summer', 'Europe/Vienna '])(
  '%j is none',
  (text) => expect(isTimezone(text)).toBe(false),
);
