import { describeProvider } from '../src/conformance.ts';
import { ACCESS_TOKEN, PRIVATE_KEY, startFcm } from './fcm-server.ts';

const tokenIn = (body = '{}'): string =>
  (JSON.parse(body) as { message?: { token?: string } }).message?.token ?? '';

describeProvider({
  name: 'fcm',
  request: { channel: 'push' },
  secrets: [PRIVATE_KEY, ACCESS_TOKEN],
  addresses: () => ({
    accept: 'accept-1',
    refuse: 'refuse-1',
    hang: 'hang-1',
    drop: 'drop-1',
    garble: 'garble-1',
  }),
  start: async () => {
    const taken: string[] = [];
    const server = await startFcm((request, response) => {
      const token = tokenIn(server.received.at(-1)?.body);
      if (token.startsWith('refuse')) {
        const details = [
          {
            '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError',
            errorCode: 'UNREGISTERED',
          },
        ];
        const error = { code: 404, status: 'NOT_FOUND', message: `no ${token}`, details };
        return void response.writeHead(404).end(JSON.stringify({ error }));
      }
      if (token.startsWith('hang')) return;
      if (token.startsWith('garble')) {
        return void response
          .writeHead(500)
          .end(Buffer.from('\0\u00ff\u00fe'.repeat(1_700), 'latin1'));
      }
      taken.push(token);
      if (token.startsWith('drop')) return void request.socket.resetAndDestroy();
      return void response.end('{"name":"projects/shop/messages/1"}');
    });
    return {
      provider: server.provider,
      taken: () => taken.length,
      connections: server.connections,
      stop: server.stop,
    };
  },
});
