import { newBudget, spendFrom } from './budget.ts';
import { policyField, rateLimitField } from './rate-limit-fields.ts';

const key = newBudget('requests:a', { perSecond: 1_000, burst: 5_000 });
const tenant = newBudget('tenant-requests:b', { perSecond: 100, burst: 150 });

test('the policy says what each bucket holds and in how many seconds it fills', () => {
  expect(policyField([key, tenant])).toBe('"requests";q=5000;w=5, "tenant-requests";q=150;w=2');
});

test('of a key and its tenant the one with less left is told', () => {
  expect(rateLimitField([[key, tenant]], 0)).toBe('"tenant-requests";r=150;t=0');
  spendFrom(key, 4_900, 0);
  expect(rateLimitField([[key, tenant]], 0)).toBe('"requests";r=100;t=5');
  expect(rateLimitField([[key, tenant]], 500)).toBe('"tenant-requests";r=150;t=0');
});
