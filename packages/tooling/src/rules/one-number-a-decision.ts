import type { Rule } from './rule.ts';

const DECISION = /^docs\/adr\/(\d{4})-[\w-]+\.md$/;

export const oneNumberADecision: Rule = {
  name: 'one-number-a-decision',
  reason: 'Code and pages name a decision by its number, so each number is one decision.',
  find: ({ tree }) => {
    const numbered = [...tree.keys()].flatMap((file) => {
      const [, number] = DECISION.exec(file) ?? [];
      return number === undefined ? [] : [{ file, number }];
    });
    return [...Map.groupBy(numbered, ({ number }) => number).values()].flatMap((same) =>
      same.slice(1).map(({ file, number }) => ({
        file,
        message: `has the number ${number}, as ${same[0]?.file ?? ''} has`,
      })),
    );
  },
};
