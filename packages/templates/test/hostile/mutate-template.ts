import type { Random } from './random.ts';

const SNIPPETS = [
  '<%',
  '%>',
  '<%=',
  '/*',
  '*/',
  '//',
  '`',
  '${',
  '}',
  '{',
  '(',
  ')',
  ';',
  '"',
  "'",
  '\\',
  '\n',
  '<!--',
  '=>',
  '.canary',
  '.constructor',
  'it',
  '%',
  '\0',
  '\u2028',
  '😀',
];

const stretch = (random: Random, text: string): readonly [number, number] => {
  const start = random.below(text.length + 1);
  return [start, Math.min(text.length, start + random.below(12))];
};

/** A template of the corpus with one to five places changed, some by a piece of another one. */
export const mutateTemplate = (random: Random, corpus: readonly string[]): string => {
  let text = random.pick(corpus);
  for (let changes = 1 + random.below(5); changes > 0; changes -= 1) {
    const [start, end] = stretch(random, text);
    const other = random.pick(corpus);
    const [from, to] = stretch(random, other);
    const filling = random.pick([
      '',
      random.pick(SNIPPETS),
      other.slice(from, to),
      text.slice(start, end).repeat(2),
      String.fromCharCode(random.below(0x3000)),
    ]);
    text = text.slice(0, start) + filling + text.slice(end);
  }
  return text;
};
