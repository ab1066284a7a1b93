import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP connection to a server that can be cut or frozen. */
export interface InterruptibleProxy {
  /** The URL of the server, by way of the proxy. */
  readonly url: string;
  /** Cuts every connection and refuses new ones. */
  cut(): void;
  /** Nothing passes any more, and nobody is told: a partition, or a server that hangs. */
  freeze(): void;
  /** The same for the connections there are; new ones pass. So forgets a firewall what it knew. */
  forget(): void;
  /** What is sent arrives, what is answered does not. */
  mute(): void;
  restore(): void;
  close(): Promise<void>;
}

export const openProxy = async (target: string): Promise<InterruptibleProxy> => {
  const url = new URL(target);
  const behind = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'frozen' | 'mute' = 'open';
  let generation = 0;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    track(client);
    if (state === 'cut') return void client.destroy();
    if (state === 'frozen') return void client.pause();
    const upstream = connect(behind);
    track(upstream);
    const born = generation;
    client.on('data', (chunk) => {
      if (state !== 'frozen' && born === generation) upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (state === 'open' && born === generation) client.write(chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut: () => {
      state = 'cut';
      cutAll();
    },
    freeze: () => {
      state = 'frozen';
    },
    forget: () => {
      generation += 1;
    },
    mute: () => {
      state = 'mute';
    },
    restore: () => {
      cutAll();
      state = 'open';
    },
    close: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
};
