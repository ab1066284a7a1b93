import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * Stands between an api and PostgreSQL. Armed, it looks before it passes on an answer: as soon as
 * others can see what is waited for, it is committed, and its client must not hear of it.
 */
export interface CommitProxy {
  /** The database's URL with the proxy in place of the server. */
  readonly url: string;
  /** Calls `strike` between the commit and its answer, once. Resolves when it has. */
  arm(isCommitted: () => Promise<boolean>, strike: () => void): Promise<void>;
  close(): Promise<void>;
}

interface Trap {
  readonly isCommitted: () => Promise<boolean>;
  readonly spring: () => void;
}

export const openCommitProxy = async (databaseUrl: string): Promise<CommitProxy> => {
  const behind = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trap: Trap | null = null;

  /** True when the trap was sprung, and so nothing is to be passed on. */
  const springs = async (): Promise<boolean> => {
    const set = trap;
    if (set === null) return false;
    if (!(await set.isCommitted())) return false;
    if (trap === set) {
      trap = null;
      set.spring();
    }
    return true;
  };

  const join = (client: Socket): void => {
    const server = connect({ host: behind.hostname, port: Number(behind.port) });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {}); // 'close' follows
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === client ? server : client).destroy();
      });
    }
    client.pipe(server);
    let turn: Promise<unknown> = Promise.resolve();
    server.on('data', (answer: Buffer) => {
      turn = turn.then(async () => {
        if (await springs()) client.destroy();
        else client.write(answer);
      });
    });
  };

  const listener = createServer(join);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    arm: (isCommitted, strike) =>
      new Promise((resolve) => {
        const spring = (): void => {
          strike();
          resolve();
        };
        trap = { isCommitted, spring };
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
};
