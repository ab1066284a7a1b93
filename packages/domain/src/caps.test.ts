import { capsFor, capsIn } from './caps.ts';

const sms = { channel: 'sms', max: 2, windowSeconds: 60, overflow: 'defer' } as const;

test('caps are read from settings, and what is none is left out', () => {
  const broken = [{ ...sms, channel: 'pigeon' }, { ...sms, max: 0 }, null, 7];
  expect(capsIn({ caps: [sms, ...broken] })).toEqual([sms]);
  expect(capsIn({})).toEqual([]);
});

test('a delivery falls under the caps of its channel and category', () => {
  const news = { ...sms, category: 'news' };
  const mail = { ...sms, channel: 'email' } as const;
  expect(capsFor([sms, news, mail], { channel: 'sms', category: 'news' })).toEqual([sms, news]);
  expect(capsFor([sms, news, mail], { channel: 'sms', category: 'x' })).toEqual([sms]);
});
