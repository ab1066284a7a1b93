import { countryOfPhone } from './country-of-phone.ts';

test.each([
  ['+4915112345678', 'DE'],
  ['+436601234567', 'AT'],
  ['+14155550100', 'US'],
  ['+14165550100', 'CA'],
  ['+80012345678', null],
])('%s is in %s', (phone, country) => {
  expect(countryOfPhone(phone)).toBe(country);
});
