import { declareCategory } from '../categories/declare-category.ts';
import { judgeQuietHours, type QuietHoursInput } from './judge-quiet-hours.ts';

const news = declareCategory('news');
const night = { start: '22:00', end: '07:00' };
const asked: QuietHoursInput = {
  category: news,
  priority: 'normal',
  quietHours: night,
  timezones: ['UTC'],
  now: new Date('2026-01-10T23:00:00Z'),
};

test.each<[string, Partial<QuietHoursInput>, string, string]>([
  ['within the window', {}, 'hold', 'within_quiet_hours'],
  ['outside', { now: new Date('2026-01-10T12:00:00Z') }, 'pass', 'outside_quiet_hours'],
  ['nothing said', { quietHours: null }, 'pass', 'no_quiet_hours'],
  ['critical', { priority: 'critical' }, 'pass', 'critical_passes'],
  ['high is not critical', { priority: 'high' }, 'hold', 'within_quiet_hours'],
  [
    'critical where the category does not let it',
    {
      priority: 'critical',
      category: declareCategory('news', { criticalPassesQuietHours: false }),
    },
    'hold',
    'within_quiet_hours',
  ],
  [
    'a category without quiet hours',
    { category: declareCategory('news', { quietHours: false }) },
    'pass',
    'category_ignores_quiet_hours',
  ],
  [
    'transactional',
    { category: declareCategory('transactional', { quietHours: true }) },
    'pass',
    'category_ignores_quiet_hours',
  ],
])('%s: %o', (_what, changes, verdict, rule) => {
  expect(judgeQuietHours({ ...asked, ...changes })).toMatchObject({ verdict, rule });
});

test.each<[string, Pick<QuietHoursInput, 'quietHours' | 'timezones'>, string, string]>([
  [
    'the quiet hours’ own zone comes first',
    { quietHours: { ...night, timezone: 'Asia/Tokyo' }, timezones: ['Europe/Berlin'] },
    'Asia/Tokyo',
    '2026-01-10T22:00:00Z',
  ],
  [
    'then the first that is known',
    { quietHours: night, timezones: [null, undefined, 'Europe/Berlin', 'Asia/Tokyo'] },
    'Europe/Berlin',
    '2026-01-11T06:00:00Z',
  ],
  [
    'one that this runtime does not know is passed over',
    { quietHours: { ...night, timezone: 'Europe/Atlantis' }, timezones: ['Europe/Berlin'] },
    'Europe/Berlin',
    '2026-01-11T06:00:00Z',
  ],
  ['else UTC', { quietHours: night, timezones: [null] }, 'UTC', '2026-01-11T07:00:00Z'],
])('%s', (_what, zones, timezone, until) => {
  const now = new Date('2026-01-10T21:59:00Z');
  const late = new Date('2026-01-10T23:00:00Z');
  const verdict = judgeQuietHours({
    ...asked,
    ...zones,
    now: timezone === 'Asia/Tokyo' ? now : late,
  });
  expect(verdict).toMatchObject({ inputs: { timezone }, until: new Date(until) });
});
