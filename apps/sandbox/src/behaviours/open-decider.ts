import type { Decision } from '../answers/decision.ts';
import type { Behaviour } from './behaviour.ts';
import { countCalls } from './count-calls.ts';
import type { Magic } from './magic.ts';
import { openBehaviours } from './open-behaviours.ts';

/** Decides how each call is answered: a behaviour if one fits, else magic, else `accept`. */
export interface Decider {
  /** Decides for a recipient, using up one of the `times` of what decided. */
  decide(provider: string, to: string): Decision;
  /** Whether a call is refused before it names a recipient; null lets it go on. */
  refuseSession(provider: string): Decision | null;
  behaviours(): readonly Behaviour[];
  /** Replaces all behaviours, and lets counting recipients (`transient2+`) start over. */
  replaceBehaviours(list: readonly Behaviour[]): void;
}

const ACCEPT: Decision = { answer: 'accept' };

/** Opens a decider for these providers' magic recipients. */
export const openDecider = (magicOf: ReadonlyMap<string, Magic>): Decider => {
  const behaviours = openBehaviours();
  const calls = countCalls();

  const decideByMagic = (provider: string, to: string): Decision => {
    const magic = magicOf.get(provider)?.answerTo(to) ?? null;
    if (magic === null) return ACCEPT;
    if (magic.times === undefined) return magic;
    return calls.count(`${provider} ${to}`) <= magic.times ? magic : ACCEPT;
  };

  return {
    decide: (provider, to) => behaviours.take({ provider, to }) ?? decideByMagic(provider, to),
    refuseSession: (provider) => behaviours.take({ provider, to: null }, 'unauthorized'),
    behaviours: () => behaviours.list(),
    replaceBehaviours: (list) => {
      behaviours.replace(list);
      calls.reset();
    },
  };
};
