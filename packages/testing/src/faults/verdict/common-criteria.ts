import type { AppProcess } from '../cluster/app-process.ts';
import type { Criterion } from '../fault.ts';
import type { Figures } from './figures.ts';

/** Of what contradicts, so much is shown; the rest is counted. */
const MOST_SHOWN = 5;

/** What every fault demands. */
export const commonCriteria = (
  figures: Figures,
  endedByThemselves: readonly AppProcess[],
): Criterion[] =>
  [...demands(figures), nobodyGaveUp(endedByThemselves)].map((criterion) => ({
    ...criterion,
    common: true,
  }));

const nobodyGaveUp = (ended: readonly AppProcess[]): Criterion => ({
  text: `${ended.length} processes ended by themselves: ${ended.map((app) => `${app.name} with ${app.endedAs()}`).join(', ')}`,
  met: ended.length === 0,
});

const demands = (figures: Figures): Criterion[] => {
  const { submitted, accepted, lost, unexpected, duplicated, explained, stuck } = figures;
  const { mismatches } = figures;
  const shown = mismatches.slice(0, MOST_SHOWN).map((text) => `\n      ${text}`);
  return [
    { text: `${accepted} of ${submitted} accepted`, met: accepted === submitted && accepted > 0 },
    { text: `${lost} lost`, met: lost === 0 },
    { text: `${unexpected} unexpected`, met: unexpected === 0 },
    {
      text: `${duplicated - explained} duplicates that the record does not explain`,
      met: duplicated === explained,
    },
    { text: `${stuck} stuck`, met: stuck === 0 },
    {
      text: `${mismatches.length} contradictions between record and ledger${shown.join('')}`,
      met: mismatches.length === 0,
    },
  ];
};
