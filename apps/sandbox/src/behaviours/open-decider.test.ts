import { emailMagic } from './email-magic.ts';
import { openDecider } from './open-decider.ts';

const openWithMagic = () => openDecider(new Map([['smtp', emailMagic]]));

test('accepts when nothing else is asked for', () => {
  expect(openWithMagic().decide('smtp', 'ada@example.com')).toEqual({ answer: 'accept' });
});

test('a behaviour outranks a magic recipient', () => {
  const decider = openWithMagic();
  decider.replaceBehaviours([{ provider: 'smtp', answer: 'accept' }]);
  expect(decider.decide('smtp', 'reject+ada@example.com').answer).toBe('accept');
});

test('a magic recipient is answered in its way only by the provider that has it', () => {
  const decider = openWithMagic();
  expect(decider.decide('smtp', 'reject+ada@example.com').answer).toBe('reject_recipient');
  expect(decider.decide('webhook', 'reject+ada@example.com').answer).toBe('accept');
});

test('transient2+ fails twice and is accepted from then on, each address for itself', () => {
  const decider = openWithMagic();
  const answerTo = (to: string) => decider.decide('smtp', to).answer;
  expect(answerTo('transient2+ada@example.com')).toBe('transient');
  expect(answerTo('transient2+bob@example.com')).toBe('transient');
  expect(answerTo('transient2+ada@example.com')).toBe('transient');
  expect(answerTo('transient2+ada@example.com')).toBe('accept');
  expect(answerTo('transient2+ada@example.com')).toBe('accept');
});

test('replacing the behaviours lets counting recipients start over', () => {
  const decider = openWithMagic();
  decider.decide('smtp', 'transient1+ada@example.com');
  decider.replaceBehaviours([]);
  expect(decider.decide('smtp', 'transient1+ada@example.com').answer).toBe('transient');
});

test('a session is refused only by an unauthorized rule for everybody', () => {
  const decider = openWithMagic();
  decider.replaceBehaviours([{ provider: 'smtp', answer: 'transient' }]);
  expect(decider.refuseSession('smtp')).toBeNull();
  decider.replaceBehaviours([{ provider: 'smtp', answer: 'unauthorized' }]);
  expect(decider.refuseSession('smtp')?.answer).toBe('unauthorized');
});
