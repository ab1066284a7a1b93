import type { Rule } from './rule.ts';

/** Put together from parts, so that this file does not name what it looks for. */
const HOMES = ['work', 'root', 'home/(?!node\\b)[\\w.-]+', 'Users/[\\w.-]+'];
const MACHINE_PATH = new RegExp(`(?<![\\w.~*-])/(?:${HOMES.join('|')})/[\\w.-]+`);

export const noMachinePaths: Rule = {
  name: 'no-machine-paths',
  reason:
    'A path of one machine works on that machine only, and tells strangers about it: name files from the ' +
    'root of the repository.',
  find: ({ tree }) =>
    [...tree].flatMap(([file, text]) =>
      text.split('\n').flatMap((line, index) => {
        const found = MACHINE_PATH.exec(line)?.[0];
        return found === undefined ? [] : [{ file, line: index + 1, message: `names ${found}` }];
      }),
    ),
};
