import { describeProvider } from '../src/conformance.ts';
import { AUTH_TOKEN, json, refusal, startTwilio } from './twilio-server.ts';

const to = (n: number): string => `+1555000000${n}`;

describeProvider({
  name: 'twilio',
  request: { channel: 'sms' },
  secrets: [AUTH_TOKEN],
  addresses: () => ({ accept: to(1), refuse: to(2), hang: to(3), drop: to(4), garble: to(5) }),
  start: async () => {
    const taken: string[] = [];
    const server = await startTwilio((request, response) => {
      if (request.method === 'GET') return json(response, 200, { status: 'active' });
      const form = new URLSearchParams(server.received.at(-1)?.body);
      const recipient = form.get('To') ?? '';
      if (recipient === to(2)) return json(response, 400, refusal(21211, 400));
      if (recipient === to(3)) return;
      if (recipient === to(4)) {
        taken.push(recipient);
        return void request.socket.resetAndDestroy();
      }
      if (recipient === to(5)) {
        return void response
          .writeHead(500)
          .end(Buffer.from('\0\u00ff\u00fe'.repeat(1_700), 'latin1'));
      }
      taken.push(recipient);
      return json(response, 201, { sid: `SM${taken.length}`, status: 'queued' });
    });
    return {
      provider: server.provider,
      taken: () => taken.length,
      connections: server.connections,
      stop: server.stop,
    };
  },
});
