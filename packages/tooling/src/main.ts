// The structure checks of `npm run check`: prints every violation with its reason, ends with 1 on any.
import path from 'node:path';
import { checkSettings } from './check-settings.ts';
import { configSchemas } from './env-example/config-schemas.ts';
import { formatReport } from './format-report.ts';
import { readTree } from './repository/read-tree.ts';
import { repositoryOf } from './repository/repository.ts';
import { RULES } from './rules/catalog.ts';
import { sizeFigures } from './rules/file-sizes.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const begun = performance.now();
const repository = repositoryOf(readTree(root));
const results = [
  ...RULES.map((rule) => ({ rule, violations: rule.find(repository) })),
  ...(await checkSettings(repository.tree, () => configSchemas(root))),
];
const count = results.reduce((sum, { violations }) => sum + violations.length, 0);

const { files, median, p90, largest } = sizeFigures(repository);
if (count > 0) console.error(formatReport(results));
console.log(`product files: ${files}, lines: median ${median}, p90 ${p90}, largest ${largest}`);
console.log(
  `${results.length} rules, ${repository.sources.length} source files, ${count} violations, ` +
    `${Math.round(performance.now() - begun)} ms`,
);
process.exitCode = count === 0 ? 0 : 1;
