import { CarillonError } from '@carillon/domain';
import { createLogIn } from './create-log-in.ts';

const MOST_FAILURES = 2;

/** Logins of which one password is right; counts what was looked at. */
const start = () => {
  let failures = 0;
  const verified: string[] = [];
  const operators = {
    verify: async (header: string) => {
      verified.push(header);
      await Promise.resolve();
      return header === 'right' ? { name: 'ada', role: 'viewer' as const } : null;
    },
  };
  const logins = {
    assertWelcome: (): void => {
      if (failures >= MOST_FAILURES) throw new CarillonError('rate_limited', 'Too many.');
    },
    refuse: (_ip: string | undefined, refusal: CarillonError): CarillonError => {
      failures += 1;
      return refusal;
    },
  };
  return { logIn: createLogIn({ operators, logins }), verified };
};

test('guesses that come at once are limited like those that come one after the other', async () => {
  const { logIn, verified } = start();
  const guesses = ['a', 'b', 'c', 'right'].map((header) => logIn(header, '203.0.113.7'));
  const ends = await Promise.allSettled(guesses);
  expect(ends.map((end) => end.status === 'rejected' && end.reason.code)).toEqual([
    'unauthenticated',
    'unauthenticated',
    'rate_limited',
    'rate_limited',
  ]);
  expect(verified).toEqual(['a', 'b']);
});

test('who knows his password is let in', async () => {
  expect(await start().logIn('right', '203.0.113.7')).toMatchObject({ name: 'ada' });
});
