import { describeProvider } from '../src/conformance.ts';
import { parseSettings } from '../src/settings/parse-settings.ts';
import { sendgrid } from '../src/sendgrid/sendgrid.ts';
import { startWebhookServer } from './webhook-server.ts';

const API_KEY = 'SG.secret-key';

const recipientIn = (body = '{}'): string => {
  const { personalizations } = JSON.parse(body) as {
    personalizations?: { to: { email: string }[] }[];
  };
  return personalizations?.[0]?.to[0]?.email ?? '';
};

describeProvider({
  name: 'sendgrid',
  request: { channel: 'email' },
  secrets: [API_KEY],
  addresses: () => ({
    accept: 'accept@example.com',
    refuse: 'refuse@example.com',
    hang: 'hang@example.com',
    drop: 'drop@example.com',
    garble: 'garble@example.com',
  }),
  start: async () => {
    const taken: string[] = [];
    const server = await startWebhookServer((request, response) => {
      if (request.method === 'GET') return void response.end('{"scopes":["mail.send"]}');
      const to = recipientIn(server.received.at(-1)?.body);
      if (to.startsWith('refuse')) {
        const errors = [{ message: `bad ${to}`, field: 'personalizations.0.to.0.email' }];
        return void response.writeHead(400).end(JSON.stringify({ errors }));
      }
      if (to.startsWith('hang')) return;
      if (to.startsWith('garble')) {
        return void response
          .writeHead(500)
          .end(Buffer.from('\0\u00ff\u00fe'.repeat(1_700), 'latin1'));
      }
      taken.push(to);
      if (to.startsWith('drop')) return void request.socket.resetAndDestroy();
      return void response.writeHead(202, { 'x-message-id': 'm1' }).end();
    });
    const from = 'Shop <shop@example.com>';
    const parsed = parseSettings(sendgrid, { apiKey: API_KEY, from, baseUrl: server.origin });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const egress = { allow: [server.origin], denyCidrs: [], allowHttp: false };
    return {
      provider: sendgrid.open(parsed.settings, { egress, now: () => new Date(0) }),
      taken: () => taken.length,
      connections: server.connections,
      stop: server.stop,
    };
  },
});
