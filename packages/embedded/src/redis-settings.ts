interface RedisSettings {
  readonly dir: string;
  readonly port: number;
  readonly password: string;
  readonly persistent: boolean;
  readonly pidFile: string;
}

/**
 * The configuration of a native server, handed over by stdin: what stands in `ps` is public.
 * `noeviction`, as BullMQ demands: a queue must fail loudly rather than forget a key.
 */
export const redisSettings = (settings: RedisSettings): string =>
  [
    'bind 127.0.0.1',
    `port ${settings.port}`,
    `requirepass ${settings.password}`,
    `dir ${JSON.stringify(settings.dir)}`,
    `pidfile ${JSON.stringify(settings.pidFile)}`,
    'daemonize no',
    'maxmemory-policy noeviction',
    'save ""',
    `appendonly ${settings.persistent ? 'yes' : 'no'}`,
    'appendfsync everysec',
    '',
  ].join('\n');
