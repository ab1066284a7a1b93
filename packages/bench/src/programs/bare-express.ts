import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { serveCalls } from '../processes/serve-calls.ts';

// What the api's own route validates of such a request, in the same words.
const text = (max: number) => z.string().min(1).max(max);
const request = z.strictObject({
  to: z.strictObject({ email: z.email().max(254) }),
  channels: z
    .array(z.enum(['email', 'sms', 'webhook', 'in_app']))
    .min(1)
    .max(7),
  content: z.strictObject({
    title: text(500).optional(),
    body: text(4_096),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  priority: z.enum(['critical', 'high', 'normal', 'low', 'urgent']).default('normal'),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '256kb' }));
app.post('/api/v1/notifications', (incoming, response) => {
  const parsed = request.safeParse(incoming.body);
  if (!parsed.success) return void response.status(400).json({ errors: parsed.error.issues });
  response.status(202).json({ id: 'none', status: 'queued', ...parsed.data, deliveries: [] });
});
const server = app.listen(0, '127.0.0.1');

const calls = {
  port: async (): Promise<number> => {
    if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as AddressInfo).port;
  },
};
export type BareExpressCalls = typeof calls;
serveCalls(calls);
