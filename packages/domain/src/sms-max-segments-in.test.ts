import { DEFAULT_SMS_SEGMENTS, smsMaxSegmentsIn } from './sms-max-segments-in.ts';

test('a tenant’s own limit counts, and the default where it has none', () => {
  expect(smsMaxSegmentsIn({ sms: { maxSegments: 2 } })).toBe(2);
  expect(smsMaxSegmentsIn({ sms: {} })).toBe(DEFAULT_SMS_SEGMENTS);
  expect(smsMaxSegmentsIn({})).toBe(DEFAULT_SMS_SEGMENTS);
});
