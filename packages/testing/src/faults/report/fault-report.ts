import type { FaultResult } from '../run-fault.ts';
import type { Figures } from '../verdict/figures.ts';

/** The figures that are printed, in their order. */
export const FIGURES = [
  'submitted',
  'accepted',
  'ledger',
  'lost',
  'unexpected',
  'duplicated',
  'explained',
  'recovered',
  'unknown',
  'stuck',
] as const satisfies readonly (keyof Figures)[];

/** Of one width. What was skipped is never called ok. */
const WORDS = { ok: 'ok  ', FAILED: 'FAIL', skipped: 'SKIP' } as const;

/** A line of figures, then one for each criterion of its own and for each that was not met. */
export const faultReport = (result: FaultResult): string => {
  const { fault, figures, criteria, verdict, seconds, folder } = result;
  const counts = figures
    ? FIGURES.map((name) => `${name} ${figures[name]}`).join(', ')
    : 'no figures';
  const told = criteria.filter((c) => !c.met || !c.common);
  const failure = WORDS[verdict === 'ok' ? 'FAILED' : verdict];
  return [
    `${WORDS[verdict]} ${fault.id} ${fault.title}: ${counts}, ${seconds.toFixed(1)} s`,
    ...told.map(({ met, text }) => `    ${met ? WORDS.ok : failure} ${text}`),
    ...(folder === null ? [] : [`    logs and ledgers: ${folder}`]),
  ].join('\n');
};
