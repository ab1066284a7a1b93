import type { Pace } from './pace.ts';

/** What the command line asks for. */
export interface Arguments {
  readonly pace: Pace;
  /** Keeps logs and ledgers even where all went well. */
  readonly keep: boolean;
  /** In the order given; empty means all. */
  readonly ids: readonly string[];
}

const FLAGS = ['--quick', '--long', '--keep'] as const;
type Flag = (typeof FLAGS)[number];

const isFlag = (word: string): word is Flag => (FLAGS as readonly string[]).includes(word);

/** Reads `[--quick | --long] [--keep] [F1 F6 …]`. Throws an Error that says how it is used. */
export const parseArguments = (words: readonly string[], known: readonly string[]): Arguments => {
  const ids = words.filter((word) => !word.startsWith('-')).map((word) => word.toUpperCase());
  const flags = words.filter((word) => word.startsWith('-'));
  const stray = [...flags.filter((f) => !isFlag(f)), ...ids.filter((id) => !known.includes(id))];
  if (stray.length > 0) {
    throw new Error(
      `unknown: ${stray.join(' ')}\nusage: [--quick | --long] [--keep] [${known.join(' ')}]`,
    );
  }
  const slowest: Pace = flags.includes('--long') ? 'long' : 'normal';
  return {
    pace: flags.includes('--quick') ? 'quick' : slowest,
    keep: flags.includes('--keep'),
    ids: [...new Set(ids)],
  };
};
