import { quietUntil } from './quiet-until.ts';

const night = { start: '22:00', end: '07:00' };
const noon = { start: '12:00', end: '14:30' };
const early = { start: '22:00', end: '02:30' };
const summer = '2026-03-29';
const winter = '2026-10-25';
const berlin = 'Europe/Berlin';

interface Row {
  readonly what: string;
  readonly hours: typeof night;
  readonly zone: string;
  readonly now: string;
  readonly until: string | null;
}

const row = (
  what: string,
  [hours, zone]: readonly [Row['hours'], string],
  [now, until]: readonly [string, string | null],
): Row => ({ what, hours, zone, now, until });

test.each([
  row('evening', [night, 'UTC'], ['2026-01-10T22:00:00Z', '2026-01-11T07:00:00Z']),
  row('morning', [night, 'UTC'], ['2026-01-11T06:59:59.999Z', '2026-01-11T07:00:00Z']),
  row('the minute before', [night, 'UTC'], ['2026-01-10T21:59:59.999Z', null]),
  row('the end itself', [night, 'UTC'], ['2026-01-11T07:00:00Z', null]),
  row('midnight', [night, 'UTC'], ['2026-01-11T00:00:00Z', '2026-01-11T07:00:00Z']),
  row('by day', [noon, 'UTC'], ['2026-01-10T12:00:00Z', '2026-01-10T14:30:00Z']),
  row('outside by day', [noon, 'UTC'], ['2026-01-10T23:00:00Z', null]),
  row('new year', [night, 'UTC'], ['2026-12-31T23:00:00Z', '2027-01-01T07:00:00Z']),
  row(
    'a zone behind',
    [night, 'America/New_York'],
    ['2026-01-11T03:30:00Z', '2026-01-11T12:00:00Z'],
  ),
  row('a zone ahead', [night, 'Asia/Tokyo'], ['2026-01-10T13:00:00Z', '2026-01-10T22:00:00Z']),
  row('outside there', [night, 'Asia/Tokyo'], ['2026-01-10T22:00:00Z', null]),
  row('half hours', [night, 'Asia/Kolkata'], ['2026-01-10T17:00:00Z', '2026-01-11T01:30:00Z']),
  row(
    'farthest ahead',
    [night, 'Pacific/Kiritimati'],
    ['2026-01-10T10:00:00Z', '2026-01-10T17:00:00Z'],
  ),
  row(
    'farthest behind',
    [night, 'Pacific/Pago_Pago'],
    ['2026-01-10T10:00:00Z', '2026-01-10T18:00:00Z'],
  ),
])('$what: $hours.start to $hours.end in $zone at $now', ({ hours, zone, now, until }) => {
  expect(quietUntil(hours, zone, new Date(now))).toEqual(until && new Date(until));
});

test.each([
  row('a night an hour shorter', [night, berlin], ['2026-03-28T22:00:00Z', `${summer}T05:00:00Z`]),
  row(
    'an end that is left out is the change',
    [early, berlin],
    ['2026-03-28T22:00:00Z', `${summer}T01:00:00Z`],
  ),
  row('and after the change it is over', [early, berlin], [`${summer}T01:00:00Z`, null]),
  row(
    'the last instant before the change',
    [early, berlin],
    [`${summer}T00:59:59.999Z`, `${summer}T01:00:00Z`],
  ),
  row(
    'a start that is left out begins with the change',
    [{ start: '02:15', end: '07:00' }, berlin],
    [`${summer}T01:00:00Z`, `${summer}T05:00:00Z`],
  ),
  row(
    'a window that is left out',
    [{ start: '02:10', end: '02:50' }, berlin],
    [`${summer}T01:00:00Z`, null],
  ),
  row(
    'half an hour is left out',
    [{ start: '22:00', end: '02:15' }, 'Australia/Lord_Howe'],
    ['2026-10-03T12:00:00Z', '2026-10-03T15:30:00Z'],
  ),
])('to summer time: $what', ({ hours, zone, now, until }) => {
  expect(quietUntil(hours, zone, new Date(now))).toEqual(until && new Date(until));
});

test.each([
  row('a night an hour longer', [night, berlin], ['2026-10-24T20:00:00Z', `${winter}T06:00:00Z`]),
  row('of two ends the first', [early, berlin], [`${winter}T00:10:00Z`, `${winter}T00:30:00Z`]),
  row('between the two it is over', [early, berlin], [`${winter}T00:40:00Z`, null]),
  row(
    'and quiet again when the hour comes again',
    [early, berlin],
    [`${winter}T01:10:00Z`, `${winter}T01:30:00Z`],
  ),
  row(
    'an end that the change puts off',
    [{ start: '22:00', end: '03:00' }, berlin],
    [`${winter}T00:30:00Z`, `${winter}T02:00:00Z`],
  ),
  row(
    'an end after the hour that comes twice',
    [{ start: '02:15', end: '07:00' }, berlin],
    [`${winter}T00:30:00Z`, `${winter}T06:00:00Z`],
  ),
])('to winter time: $what', ({ hours, zone, now, until }) => {
  expect(quietUntil(hours, zone, new Date(now))).toEqual(until && new Date(until));
});

test('an unknown zone is an error of the caller', () => {
  expect(() => quietUntil(night, 'Europe/Atlantis', new Date('2026-01-10T22:00:00Z'))).toThrow(
    RangeError,
  );
});
