/** The API key of a request; null without one. Any key is taken. */
export const apiKeyOf = (authorization: string | undefined): string | null =>
  /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? null;
