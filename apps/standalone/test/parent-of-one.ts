// Starts one child, says its pid, and waits to be killed.
import path from 'node:path';
import { startNodeChild } from '../src/supervision/start-node-child.ts';

const script = path.join(import.meta.dirname, 'child-of-a-kind.ts');
const child = { script, env: { ...process.env, KIND: 'well-behaved' }, drainMs: 1_000 };
const { pid } = await startNodeChild(child, new AbortController().signal);
process.send?.(pid);
