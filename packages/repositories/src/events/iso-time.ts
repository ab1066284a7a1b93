/** A time as events have it in their data: RFC 3339 in UTC with milliseconds, as all sessions are in UTC. */
export const isoTime = (time: string): string =>
  `to_char(${time}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
