import type { Lab } from './cluster/lab.ts';
import { NotHere } from './cluster/not-here.ts';
import { openLab, type OpenLab } from './cluster/open-lab.ts';
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
  readonly verdict: 'ok' | 'FAILED' | 'skipped';
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
    rest: Pick<FaultResult, 'figures' | 'criteria' | 'verdict' | 'folder'>,
  ): FaultResult => ({ fault, seconds: (performance.now() - begun) / 1_000, ...rest });

  let lab: OpenLab | null = null;
  let isKept = true;
  try {
    lab = await openLab({ pace, persistent: fault.redis === 'files', disk: fault.disk });
    if (fault.redis !== 'any' && lab.redis.kind !== 'native') throw new Error(NO_SERVER);
    const judged = await Promise.race([judge(fault, lab), aborted(signal)]);
    const verdict = judged.criteria.every(({ met }) => met) ? 'ok' : 'FAILED';
    isKept = keep || verdict !== 'ok';
    return end({ ...judged, verdict, folder: isKept ? lab.folder : null });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const criteria = [{ text, met: false }];
    const verdict = error instanceof NotHere ? 'skipped' : 'FAILED';
    return end({ figures: null, criteria, verdict, folder: lab?.folder ?? null });
  } finally {
    await lab?.close(isKept);
  }
};

const judge = async (fault: Fault, lab: Lab) => {
  const { submissions, patienceMs, isExpected, criteria } = await fault.run(lab);
  await untilQuiet(lab.record, patienceMs);
  const record = await readRecord(lab.record);
  const evidence = { submissions, ledger: readLedger(lab.ledgerFiles()), record };
  const figures = figuresOf(evidence);
  const ended = lab.endedByThemselves().filter((app) => !isExpected?.(app));
  const common = commonCriteria(figures, ended);
  return { figures, criteria: [...common, ...criteria(figures, evidence)] };
};
