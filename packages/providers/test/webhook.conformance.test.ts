import { describeProvider } from '../src/conformance.ts';
import { openWebhookAccount, WEBHOOK_SECRET } from './open-webhook-account.ts';
import { startWebhookServer } from './webhook-server.ts';

let origin = '';

describeProvider({
  name: 'webhook',
  request: { channel: 'webhook' },
  secrets: [WEBHOOK_SECRET],
  addresses: () => ({
    accept: `${origin}/accept`,
    refuse: `${origin}/refuse`,
    hang: `${origin}/hang`,
    drop: `${origin}/drop`,
    garble: `${origin}/garble`,
  }),
  start: async () => {
    const server = await startWebhookServer((request, response) => {
      if (request.url === '/accept') response.end('thanks');
      if (request.url === '/refuse') response.writeHead(410).end(`gone: ${origin}/refuse`);
      if (request.url === '/drop') request.socket.resetAndDestroy();
      if (request.url === '/garble') {
        response.writeHead(500).end(Buffer.from('\0\u00ff\u00fe'.repeat(1_700), 'latin1'));
      }
    });
    origin = server.origin;
    return {
      provider: openWebhookAccount([origin]),
      taken: () => server.received.length,
      connections: server.connections,
      stop: server.stop,
    };
  },
});
