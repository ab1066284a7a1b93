import { allowedCountriesIn } from './allowed-countries-in.ts';

test('names the countries that the settings allow', () => {
  expect(allowedCountriesIn({ sms: { allowedCountries: ['AT', 'DE'] } })).toEqual(
    new Set(['AT', 'DE']),
  );
  expect(allowedCountriesIn({ sms: { allowedCountries: [] } })).toEqual(new Set());
});

test.each([[{}], [{ sms: {} }], [{ sms: { allowedCountries: null } }]])(
  '%j allows every country',
  (settings) => {
    expect(allowedCountriesIn(settings)).toBeNull();
  },
);
