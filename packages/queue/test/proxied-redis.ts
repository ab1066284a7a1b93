import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to Redis that can be cut or held up, as a network can. */
export interface ProxiedRedis {
  /** With the credentials of the server behind it. */
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Connections refused since the cut. */
  refused(): number;
  /** Lets connections through again. */
  restore(): void;
  /** Holds back all answers; connections stay as they are. */
  hold(): void;
  /** Lets the answers through that were held back. */
  release(): void;
  close(): Promise<void>;
}

export const openProxiedRedis = async (redisUrl: string): Promise<ProxiedRedis> => {
  const target = new URL(redisUrl);
  let open = true;
  let held = false;
  let refused = 0;
  const pairs = new Set<readonly [Socket, Socket]>();

  const server = createServer((client) => {
    if (!open) {
      refused += 1;
      client.destroy();
      return;
    }
    const redis = connect(Number(target.port), target.hostname);
    const pair = [client, redis] as const;
    pairs.add(pair);
    client.pipe(redis);
    redis.pipe(client);
    if (held) redis.pause();
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      redis.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(redisUrl);
  url.port = String((server.address() as AddressInfo).port);
  const breakAll = (): void => {
    for (const [client] of pairs) client.destroy();
  };
  return {
    url: url.href,
    cut: () => {
      open = false;
      refused = 0;
      breakAll();
    },
    refused: () => refused,
    restore: () => {
      open = true;
    },
    hold: () => {
      held = true;
      for (const [, redis] of pairs) redis.pause();
    },
    release: () => {
      held = false;
      for (const [, redis] of pairs) redis.resume();
    },
    close: async () => {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
};
