import type { Repository } from '../repository/repository.ts';
import type { Rule, Violation } from './rule.ts';

/** Lines a file: the bounds of STYLE.md. */
const LIMITS = { largest: 200, median: 60, p90: 130 } as const;

/** What nobody reads from its top to its end; a package's list of exports grows with the package. */
const SET_ASIDE = /\/migrations\/|\.generated\.|^packages\/[^/]+\/src\/index\.ts$/;

export interface SizeFigures {
  readonly files: number;
  readonly median: number;
  readonly p90: number;
  readonly largest: number;
}

const atShare = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** How long the files of the product are; tests, tools, migrations and generated files aside. */
export const sizeFigures = ({ sources }: Repository): SizeFigures => {
  const sorted = sources
    .filter(({ path, role }) => role === 'product' && !SET_ASIDE.test(path))
    .map(({ lines }) => lines)
    .toSorted((a, b) => a - b);
  return {
    files: sorted.length,
    median: atShare(sorted, 0.5),
    p90: atShare(sorted, 0.9),
    largest: sorted.at(-1) ?? 0,
  };
};

const tooLarge = ({ sources }: Repository): Violation[] =>
  sources
    .filter(({ path, lines }) => lines > LIMITS.largest && !SET_ASIDE.test(path))
    .map(({ path, lines }) => ({
      file: path,
      message: `${lines} lines, more than ${LIMITS.largest}`,
    }));

export const fileSizes: Rule = {
  name: 'file-sizes',
  reason:
    'A reader opens one file per question and reads it whole; a file that grew beyond that answers ' +
    'several questions and is to be split by them.',
  find: (repository) => {
    const figures = sizeFigures(repository);
    const beyond = (['median', 'p90'] as const).filter((key) => figures[key] > LIMITS[key]);
    return [
      ...tooLarge(repository),
      ...beyond.map((key) => ({
        file: '.',
        message: `the ${key} of all product files is ${figures[key]} lines, more than ${LIMITS[key]}`,
      })),
    ];
  },
};
