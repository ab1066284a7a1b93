import { type AddressInfo, createServer } from 'node:net';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import type { SendResult } from '../src/contract.ts';
import { guardedConnector } from '../src/http/guarded-connector.ts';
import { openWebhookAccount } from './open-webhook-account.ts';

let connections = 0;
const internal = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
beforeAll(() => new Promise<void>((up) => internal.listen(0, '127.0.0.1', () => up())));
afterAll(() => new Promise<void>((down) => internal.close(() => down())));

const sendTo = async (host: string, resolved: readonly string[]): Promise<SendResult> => {
  const { port } = internal.address() as AddressInfo;
  const provider = openWebhookAccount(['http://127.0.0.1:1'], {
    egress: { allow: [], denyCidrs: [], allowHttp: true },
    lookup: (_hostname, _options, callback) =>
      callback(
        null,
        resolved.map((address) => ({ address, family: 4 })),
      ),
  });
  const address = `http://${host}:${port}/`;
  const result = await provider.send(sampleRequest({ address }), sampleCall());
  await provider.close();
  return result;
};

test.each([
  ['127.0.0.1', []],
  ['[::1]', []],
  ['2130706433', []],
  ['localhost', ['127.0.0.1']],
  ['rebound.example.com', ['127.0.0.1']],
  ['rebound.example.com', ['1.1.1.1', '127.0.0.1']],
  ['rebound.example.com', ['169.254.169.254']],
])('row 25: never connects to %s that resolves to %j', async (host, resolved) => {
  const result = await sendTo(host, resolved);
  expect(result).toMatchObject({ outcome: 'permanent_message', code: 'target_not_allowed' });
  expect(connections).toBe(0);
});

test.each(['127.0.0.1', '::1', '169.254.169.254'])(
  'the connector itself stops the literal %s, for which no name is looked up',
  async (hostname) => {
    const egress = { allow: [], denyCidrs: [], allowHttp: true };
    const connector = guardedConnector({ egress, now: () => new Date(0) });
    const { port } = internal.address() as AddressInfo;
    const error = await new Promise((resolve) => {
      connector({ hostname, protocol: 'http:', port: String(port) }, (...answer) =>
        resolve(answer[0]),
      );
    });
    expect(error).toMatchObject({ code: 'TARGET_NOT_ALLOWED' });
    expect(connections).toBe(0);
  },
);
