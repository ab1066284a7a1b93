/** Puts a hostile value in some place of a value, or takes something away; the rest stays as it is. */
export const mutate = (value: unknown, place: readonly number[], hostile: unknown): unknown => {
  const [turn = 0, ...rest] = place;
  if (rest.length === 0 || value === null || typeof value !== 'object') return hostile;
  if (Array.isArray(value)) {
    if (value.length === 0) return [hostile];
    const at = turn % value.length;
    return value.map((item: unknown, i) => (i === at ? mutate(item, rest, hostile) : item));
  }
  const entries = Object.entries(value);
  // One turn more than there are fields: that adds one which nobody knows.
  const at = turn % (entries.length + 1);
  if (at === entries.length) return { ...value, unknownField: hostile };
  return Object.fromEntries(
    entries.flatMap(([name, of], i) => {
      if (i !== at) return [[name, of]];
      return turn % 7 === 0 ? [] : [[name, mutate(of, rest, hostile)]];
    }),
  );
};
