import type { Piece } from './expand-source.ts';

/** Where an offset of the expanded text was written. */
export const placeInPieces = (
  pieces: readonly Piece[],
  offset: number,
): { readonly partial: string | null; readonly at: number } => {
  let start = 0;
  for (const { text, partial, at } of pieces) {
    if (offset < start + text.length) return { partial, at: at + offset - start };
    start += text.length;
  }
  const last = pieces.at(-1);
  return { partial: last?.partial ?? null, at: (last?.at ?? 0) + (last?.text.length ?? 0) };
};
