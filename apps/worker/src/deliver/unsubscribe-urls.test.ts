import { declareCategory, readGrant, UNSUBSCRIBE_PURPOSE } from '@carillon/domain';
import type { ClaimedDelivery } from '@carillon/repositories';
import { createLinkSealer } from '@carillon/runtime';
import { fixedClock } from '@carillon/testing';
import type { Tenant } from '../accounts/account-directory.ts';
import { createUnsubscribeUrls } from './unsubscribe-urls.ts';

const clock = fixedClock('2026-01-10T12:00:00.000Z');
const linkSecret = 'a secret';
const publicUrl = 'https://carillon.example';
const urlOf = createUnsubscribeUrls({ publicUrl, linkSecret, clock });
const tenant = {
  categoryOf: (key: string) => declareCategory(key, { optOut: key !== 'alarms' }),
} as unknown as Tenant;

const mail = (parts: Partial<ClaimedDelivery> = {}, subscriberId?: string): ClaimedDelivery =>
  ({
    tenantId: 't',
    channel: 'email',
    category: 'news',
    address: 'ada@example.com',
    request: { to: { subscriberId } },
    ...parts,
  }) as unknown as ClaimedDelivery;

const grantIn = (url: string | null) => {
  const token = url?.slice(`${publicUrl}/unsubscribe/`.length) ?? '';
  return readGrant(createLinkSealer(linkSecret, UNSUBSCRIBE_PURPOSE).open(token) ?? '');
};

test('names the address of somebody who is no subscriber', () => {
  const recipient = { kind: 'address', address: 'ada@example.com' };
  const url = urlOf(mail(), tenant);
  expect(url).toMatch(/^https:\/\/carillon\.example\/unsubscribe\/[\w-]+$/);
  expect(grantIn(url)).toMatchObject({ tenantId: 't', category: 'news', recipient });
});

test('names the subscriber where there is one', () => {
  const recipient = { kind: 'subscriber', subscriberId: 'ada' };
  expect(grantIn(urlOf(mail({}, 'ada'), tenant))).toMatchObject({ recipient });
});

test('another attempt of the same day has the same link', () => {
  expect(urlOf(mail({ calls: 2 }), tenant)).toBe(urlOf(mail({ calls: 1 }), tenant));
});

test.each<[string, Partial<ClaimedDelivery>]>([
  ['a text message', { channel: 'sms', address: '+15551230001' }],
  ['what is transactional', { category: 'transactional' }],
  ['a category without opt-out', { category: 'alarms' }],
])('%s has no link', (_what, parts) => {
  expect(urlOf(mail(parts), tenant)).toBeNull();
});

test('where nobody can reach us there is no link', () => {
  const unreachable = createUnsubscribeUrls({ publicUrl: undefined, linkSecret, clock });
  expect(unreachable(mail(), tenant)).toBeNull();
});
