import { describeProvider } from '../src/conformance.ts';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { desktop } from '../src/desktop/desktop.ts';

const egress = { allow: [], denyCidrs: [], allowHttp: false };

describeProvider({
  name: 'desktop',
  request: { channel: 'system' },
  secrets: [],
  addresses: () => ({ accept: 'desk-1' }),
  start: async () => {
    const lines: string[] = [];
    const terminal = { write: (text: string) => lines.push(text) };
    const deps = { egress, now: () => new Date(0), desktop: { available: false, terminal } };
    return {
      provider: desktop.open({ fallback: 'terminal' }, deps),
      taken: () => lines.length,
      connections: () => 0,
      stop: async () => {},
    };
  },
});

test('foreign text cannot steer the terminal: one line, and only our own highlighting', async () => {
  const lines: string[] = [];
  const terminal = { write: (text: string) => lines.push(text) };
  const deps = { egress, now: () => new Date(0), desktop: { available: false, terminal } };
  const provider = desktop.open({}, deps);
  const parts = {
    ...sampleRequest().parts,
    title: 'Hi\u001b]0;owned\u0007',
    body: 'a\r\nb\u009b2Jc\u202e',
  };
  const result = await provider.send(sampleRequest({ channel: 'system', parts }), sampleCall());
  expect(result.outcome).toBe('accepted');
  expect(lines).toEqual(['\n\u001b[1;7m Hi ]0;owned \u001b[0m a b 2Jc\n']);
});

test('without a desktop and without a terminal a notification ends, and says why', async () => {
  const provider = desktop.open({ fallback: 'none' }, { egress, now: () => new Date(0) });
  const call = { signal: AbortSignal.timeout(1_000), deadlineMs: 1_000, mayBegin: () => true };
  const result = await provider.send({ parts: { title: null, body: 'x' } } as never, call);
  expect(result).toMatchObject({ outcome: 'permanent_message', code: 'desktop_unavailable' });
});
