import type { Answer } from '../answers/answer.ts';
import type { Behaviour } from './behaviour.ts';
import { glob } from './glob.ts';

/** A call that is to be answered; `to` is null while the recipient is not known yet (SMTP AUTH). */
export interface Addressed {
  readonly provider: string;
  readonly to: string | null;
}

/** The rules in force. */
export interface Behaviours {
  replace(list: readonly Behaviour[]): void;
  /** As given, with `times` counted down to what is left. */
  list(): readonly Behaviour[];
  /**
   * The first rule that fits the call, using up one of its `times`. With `only`, a rule with another
   * answer stays untouched and nothing is returned: the call will come back with its recipient.
   */
  take(call: Addressed, only?: Answer): Behaviour | null;
}

interface Rule {
  readonly given: Behaviour;
  readonly fits: (to: string | null) => boolean;
  left: number;
}

const ruleOf = (given: Behaviour): Rule => {
  const matches = given.to === undefined ? () => true : glob(given.to);
  const fits = (to: string | null): boolean => (to === null ? given.to === undefined : matches(to));
  return { given, fits, left: given.times ?? Number.POSITIVE_INFINITY };
};

const viewOf = ({ given, left }: Rule): Behaviour =>
  given.times === undefined ? given : { ...given, times: left };

/** Starts without rules: everything is accepted, magic recipients aside. */
export const openBehaviours = (): Behaviours => {
  let rules: readonly Rule[] = [];
  return {
    replace: (list) => {
      rules = list.map(ruleOf);
    },
    list: () => rules.map(viewOf),
    take: ({ provider, to }, only) => {
      const rule = rules.find(
        (one) => one.given.provider === provider && one.left > 0 && one.fits(to),
      );
      if (rule === undefined || (only !== undefined && rule.given.answer !== only)) return null;
      rule.left -= 1;
      return rule.given;
    },
  };
};
