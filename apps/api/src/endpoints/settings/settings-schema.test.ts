import { settingsView } from './settings-schema.ts';

const sms = { maxSegments: 2, allowedCountries: ['AT'] };

test('what was never said has its default', () => {
  expect(settingsView({})).toEqual({
    sms: { maxSegments: 4, allowedCountries: null },
    caps: [],
  });
});

test('a section that an older version stored otherwise takes no other section with it', () => {
  expect(settingsView({ sms, caps: 'none' })).toEqual({ sms, caps: [] });
  expect(settingsView({ sms, caps: [], brake: { max: 1 } })).toEqual({ sms, caps: [] });
});
