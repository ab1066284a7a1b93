import { DEFAULT_BRAKE, DEFAULT_RETENTION } from '@carillon/domain';
import { settingsChangeSchema, settingsView } from './settings-schema.ts';

const sms = { maxSegments: 2, allowedCountries: ['AT'] };

test('what was never said has its default', () => {
  expect(settingsView({})).toEqual({
    sms: { maxSegments: 4, allowedCountries: null },
    caps: [],
    retention: DEFAULT_RETENTION,
    eventLog: [],
    brake: DEFAULT_BRAKE,
  });
});

test('a section that an older version stored otherwise takes no other section with it', () => {
  expect(settingsView({ sms, caps: 'none' })).toMatchObject({
    sms,
    caps: [],
    brake: DEFAULT_BRAKE,
  });
  expect(settingsView({ sms, caps: [], brake: { max: 1 } })).toMatchObject({
    sms,
    caps: [],
    brake: DEFAULT_BRAKE,
  });
});

const cap = { channel: 'push', max: 1, windowSeconds: 60 };

test('two caps that would share a counter are refused', () => {
  const parse = (caps: readonly object[]) => settingsChangeSchema.safeParse({ caps }).success;
  expect(parse([cap, { ...cap, max: 2, overflow: 'drop' }])).toBe(false);
  expect(parse([cap, { ...cap, windowSeconds: 3_600 }])).toBe(true);
  expect(parse([cap, { ...cap, category: 'news' }, { ...cap, channel: 'sms' }])).toBe(true);
});
