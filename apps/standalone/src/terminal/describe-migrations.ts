/** What a start says of the migrations that it ran, in the order in which they ran: one short line. */
export const describeMigrations = (ran: readonly string[]): string => {
  const last = ran.at(-1);
  if (last === undefined) return 'up to date';
  return ran.length === 1 ? last : `${ran.length}, up to ${last}`;
};
