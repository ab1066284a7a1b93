// Traces as its environment says and ends; prints which of OpenTelemetry's packages were loaded for it.
import { registerHooks } from 'node:module';
import { z } from 'zod';

const loaded = new Set<string>();
registerHooks({
  load: (url, context, next) => {
    const [, name] = /\/(@opentelemetry\/[\w-]+)\//.exec(url) ?? [];
    if (name !== undefined) loaded.add(name);
    return next(url, context);
  },
});

const { openTracing, readConfig, silentLogger, tracingConfig } = await import('../src/index.ts');

const lines: string[] = [];
const log = { ...silentLogger, warn: (message: string) => void lines.push(message) };
const config = readConfig(z.object(tracingConfig), process.env);
const tracing = await openTracing({ config, service: 'fixture', log });
const span = tracing?.tracer.begin({ name: 'x', kind: 'client', parent: null, attributes: {} });
span?.end({ attributes: {}, failure: null });
await tracing?.close();
const result = JSON.stringify({ loaded: [...loaded], lines });
process.stdout.write(result, () => process.exit(0));
