import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Looks at what passes on one connection; what it does not `pass` is gone. */
export interface Onlooker {
  readonly toServer?: (chunk: Buffer, pass: () => void) => void;
  readonly toClient?: (chunk: Buffer, pass: () => void) => void;
}

/** A way to a server over which the suite has power. */
export interface Relay {
  /** The server's URL with the relay in place of the server. */
  readonly url: string;
  /** A partition: from now on nothing passes in either direction, and nobody is told. */
  part(): void;
  /** What was on its way arrives. */
  heal(): void;
  close(): Promise<void>;
}

const passAll = (_chunk: Buffer, pass: () => void): void => pass();

/** Opens a relay to the server of a URL; each connection gets an onlooker of its own. */
export const openRelay = async (
  target: string,
  onlookerOf: () => Onlooker = () => ({}),
): Promise<Relay> => {
  const behind = new URL(target);
  const sockets = new Set<Socket>();
  let isParted = false;

  const lead = (from: Socket, to: Socket, look = passAll): void => {
    sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk: Buffer) => look(chunk, () => void to.write(chunk)));
    from.on('error', () => {}); // 'close' follows
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (isParted) from.pause();
  };
  const listener = createServer((client) => {
    const server = connect({ host: behind.hostname, port: Number(behind.port) });
    const { toServer, toClient } = onlookerOf();
    lead(client, server, toServer);
    lead(server, client, toClient);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(target);
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    part: () => {
      isParted = true;
      for (const socket of sockets) socket.pause();
    },
    heal: () => {
      isParted = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
};
