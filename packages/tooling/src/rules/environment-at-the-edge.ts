import { edgesOf } from '../repository/edges-of.ts';
import { mentionsOutside } from './mentions-outside.ts';
import type { Rule } from './rule.ts';
import type { SourceFile } from '../repository/source-file.ts';

/** Where a process begins: there its environment is read, once. */
const EDGE =
  /^apps\/[^/]+\/src\/main\.ts$|^apps\/standalone\/src\/(?:demo|migrate|rotate-credentials)\.ts$/;

const isAllowed = ({ path, role }: SourceFile): boolean => role !== 'product' || EDGE.test(path);

export const environmentAtTheEdge: Rule = {
  name: 'environment-at-the-edge',
  reason:
    'Configuration is a value, parsed once in an app’s main.ts and passed down; what reads process.env ' +
    'deeper inside cannot be checked at the start, documented or tested.',
  find: (repository) => [
    ...mentionsOutside(repository, {
      isMeant: (mention) => mention === 'process.env',
      isAllowed,
      message: () => 'reads process.env',
    }),
    ...edgesOf(repository)
      .filter(({ source }) => !isAllowed(source))
      .filter(({ target }) => target.kind === 'builtin' && target.name === 'process')
      .filter(({ statement }) => statement.names.includes('env'))
      .map(({ source, line }) => ({ file: source.path, line, message: 'imports env of process' })),
  ],
};
