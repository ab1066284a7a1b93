import { openBehaviours } from './open-behaviours.ts';

const smtp = (to: string) => ({ provider: 'smtp', to });

test('the first rule that fits wins', () => {
  const behaviours = openBehaviours();
  behaviours.replace([
    { provider: 'webhook', answer: 'hang' },
    { provider: 'smtp', to: 'ada@*', answer: 'transient' },
    { provider: 'smtp', answer: 'reject_message' },
  ]);
  expect(behaviours.take(smtp('ada@example.com'))?.answer).toBe('transient');
  expect(behaviours.take(smtp('bob@example.com'))?.answer).toBe('reject_message');
});

test('a rule is used up after its times and says what is left', () => {
  const behaviours = openBehaviours();
  behaviours.replace([{ provider: 'smtp', answer: 'transient', times: 2 }]);
  behaviours.take(smtp('ada@example.com'));
  expect(behaviours.list()).toEqual([{ provider: 'smtp', answer: 'transient', times: 1 }]);
  behaviours.take(smtp('ada@example.com'));
  expect(behaviours.take(smtp('ada@example.com'))).toBeNull();
});

test('a rule for a recipient does not fit a call that names none yet', () => {
  const behaviours = openBehaviours();
  behaviours.replace([{ provider: 'smtp', to: '*', answer: 'unauthorized' }]);
  expect(behaviours.take({ provider: 'smtp', to: null })).toBeNull();
});

test('asking for one answer leaves a rule with another untouched', () => {
  const behaviours = openBehaviours();
  behaviours.replace([{ provider: 'smtp', answer: 'transient', times: 1 }]);
  expect(behaviours.take({ provider: 'smtp', to: null }, 'unauthorized')).toBeNull();
  expect(behaviours.take(smtp('ada@example.com'))?.answer).toBe('transient');
});
