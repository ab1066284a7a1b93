// npm run test:faults -- [--quick | --long] [--keep] [F1 F6 …]: does harm to a running installation and
// checks that it kept its promise. Prints a line per fault and a table; ends with 1 when one failed.
import { FAULTS } from './fault-list.ts';
import { parseArguments } from './parse-arguments.ts';
import { faultReport } from './report/fault-report.ts';
import { resultsTable } from './report/results-table.ts';
import { runFault, type FaultResult } from './run-fault.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const chosen = () => {
  try {
    return parseArguments(
      process.argv.slice(2),
      FAULTS.map(({ id }) => id),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
};

const { pace, keep, ids } = chosen();
const breakOff = new AbortController();
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
  process.once(event, () => breakOff.abort());
}
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  breakOff.abort();
});

const results: FaultResult[] = [];
const faults = FAULTS.filter(({ id }) => ids.length === 0 || ids.includes(id));
for (const [n, fault] of faults.entries()) {
  if (breakOff.signal.aborted) break;
  const minutes = (performance.now() / 60_000).toFixed(1);
  print(`${n + 1} of ${faults.length}, after ${minutes} min: ${fault.id} …`);
  const result = await runFault(fault, { pace, keep, signal: breakOff.signal });
  results.push(result);
  print(faultReport(result));
}
print(`\n${resultsTable(results)}`);
process.exit(
  results.every(({ verdict }) => verdict !== 'FAILED') && !breakOff.signal.aborted ? 0 : 1,
);
