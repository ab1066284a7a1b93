import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const fixture = fileURLToPath(new URL('fixture-tracing.ts', import.meta.url));

/** A process that tells of one span and ends: what it loaded, and what it warned of. */
const traceWith = async (env: Record<string, string>) => {
  const { stdout } = await promisify(execFile)(process.execPath, [fixture], { env });
  return JSON.parse(stdout) as { loaded: string[]; lines: string[] };
};

test('without a collector nothing of the SDK is loaded', async () => {
  const { loaded, lines } = await traceWith({});
  expect(loaded.filter((name) => name !== '@opentelemetry/api')).toEqual([]); // prom-client has it
  expect(lines).toEqual([]);
});

test('a process does not wait for a collector that never answers, and says what was lost', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { loaded, lines } = await traceWith({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  });
  expect(loaded).toContain('@opentelemetry/exporter-trace-otlp-http');
  expect(lines).toEqual([expect.stringContaining('the last spans were lost')]);
  server.close();
});
