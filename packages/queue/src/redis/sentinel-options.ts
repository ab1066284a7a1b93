import type { RedisOptions } from 'ioredis';

const PORT = 26_379;

const addressOf = (text: string): { host: string; port: number } => {
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname, port: Number(port || PORT) };
};

/**
 * What a URL says of Sentinels, or null where it names a Redis:
 * `redis://:password@s1:26379?sentinel=mymaster&also=s2:26379,s3:26379`. The host and those of `also`
 * are Sentinels, `sentinel` is the name under which they watch the primary, user and password are the
 * servers' own, `sentinelPassword` is the Sentinels'. Sentinels that are not named are learnt from
 * those that are. With `rediss:` both are asked over TLS.
 */
export const sentinelOptions = (url: URL): RedisOptions | null => {
  const name = url.searchParams.get('sentinel');
  if (name === null) return null;
  const also = url.searchParams.get('also')?.split(',') ?? [];
  const sentinelPassword = url.searchParams.get('sentinelPassword');
  const isSecure = url.protocol === 'rediss:';
  return {
    name,
    sentinels: [url.host, ...also].filter((text) => text !== '').map(addressOf),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(sentinelPassword && { sentinelPassword }),
    ...(isSecure && { tls: {}, enableTLSForSentinelMode: true }),
  };
};
