import { openLab } from './cluster/open-lab.ts';
import type { Criterion, Fault } from './fault.ts';
import type { Pace } from './pace.ts';
import { commonCriteria } from './verdict/common-criteria.ts';
import { figuresOf, type Figures } from './verdict/figures.ts';
import { readLedger } from './verdict/ledger-line.ts';
import { readRecord } from './verdict/read-record.ts';
import { untilQuiet } from './verdict/until-quiet.ts';

/** How one fault went. */
export interface FaultResult {
  readonly fault: Fault;
  readonly seconds: number;
  /** Null when the run itself broke off. */
  readonly figures: Figures | null;
  readonly criteria: readonly Criterion[];
  readonly passed: boolean;
  /** Where its logs and ledgers are; null when they were not kept. */
  readonly folder: string | null;
}

export interface RunOptions {
  readonly pace: Pace;
  readonly keep: boolean;
  /** When it aborts, the run is broken off and everything it started is ended. */
  readonly signal: AbortSignal;
}

const NO_SERVER =
  'needs a real redis-server, 6.2 or later, on the PATH (Debian: apt-get install redis-server; macOS: brew install redis)';

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('broken off'));
    signal.addEventListener('abort', () => reject(new Error('broken off')), { once: true });
  });

/** Runs one fault on an installation of its own and judges it. Never throws. */
export const runFault = async (fault: Fault, options: RunOptions): Promise<FaultResult> => {
  const { pace, keep, signal } = options;
  const begun = performance.now();
  const end = (
    rest: Pick<FaultResult, 'figures' | 'criteria' | 'passed' | 'folder'>,
  ): FaultResult => ({ fault, seconds: (performance.now() - begun) / 1_000, ...rest });

  const lab = await openLab({ pace, persistent: fault.redis === 'files' });
  let isKept = true;
  try {
    if (fault.redis !== 'any' && lab.redis.kind !== 'native') throw new Error(NO_SERVER);
    const judged = await Promise.race([judge(fault, lab), aborted(signal)]);
    const passed = judged.criteria.every(({ met }) => met);
    isKept = keep || !passed;
    return end({ ...judged, passed, folder: isKept ? lab.folder : null });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const criteria = [{ text, met: false }];
    return end({ figures: null, criteria, passed: false, folder: lab.folder });
  } finally {
    await lab.close(isKept);
  }
};

const judge = async (fault: Fault, lab: Awaited<ReturnType<typeof openLab>>) => {
  const { submissions, patienceMs, isExpected, criteria } = await fault.run(lab);
  await untilQuiet(lab.record, patienceMs);
  const record = await readRecord(lab.record);
  const evidence = { submissions, ledger: readLedger(lab.ledgerFiles()), record };
  const figures = figuresOf(evidence);
  const ended = lab.endedByThemselves().filter((app) => !isExpected?.(app));
  const common = commonCriteria(figures, ended);
  return { figures, criteria: [...common, ...criteria(figures, evidence)] };
};
