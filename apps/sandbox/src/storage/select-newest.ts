/** The first `limit` items that fit, in the order given; stops looking when it has them. */
export const selectNewest = function* <T>(
  items: Iterable<T>,
  fits: (item: T) => boolean,
  limit: number,
): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (!fits(item)) continue;
    yield item;
    taken += 1;
    if (taken >= limit) return;
  }
};
