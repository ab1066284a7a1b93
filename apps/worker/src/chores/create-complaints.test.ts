import { createComplaints } from './create-complaints.ts';

const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

test('chores that fail for want of PostgreSQL have one line between them', () => {
  const complaints = createComplaints();
  expect(complaints.isDue('dispatch', refused)).toBe(true);
  expect(complaints.isDue('rescue', refused)).toBe(false);
});

test('chores that fail by themselves have a line each, once', () => {
  const complaints = createComplaints();
  expect(complaints.isDue('dispatch', refused)).toBe(true);
  expect(complaints.isDue('age', new Error('a bug'))).toBe(true);
  expect(complaints.isDue('erase', new Error('a bug'))).toBe(true);
  expect(complaints.isDue('erase', new Error('a bug'))).toBe(false);
});
