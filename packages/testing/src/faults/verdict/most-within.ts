/** The most of these times, in ms, that lie within any stretch of that length. */
export const mostWithin = (times: readonly number[], stretchMs: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let from = 0;
  for (const [to, at] of sorted.entries()) {
    while ((sorted[from] ?? at) <= at - stretchMs) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
};
