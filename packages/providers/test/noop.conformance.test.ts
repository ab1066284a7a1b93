import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeProvider } from '../src/conformance.ts';
import { noop } from '../src/noop/noop.ts';

const folder = mkdtempSync(join(tmpdir(), 'carillon-noop-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describeProvider({
  name: 'noop',
  request: {},
  secrets: [],
  addresses: () => ({ accept: 'anybody' }),
  start: async () => {
    const ledgerFile = join(folder, `${(files += 1)}.jsonl`);
    const lines = (): number =>
      existsSync(ledgerFile) ? readFileSync(ledgerFile, 'utf8').split('\n').length - 1 : 0;
    const deps = { egress: { allow: [], denyCidrs: [], allowHttp: false }, now: () => new Date(0) };
    return {
      provider: noop.open({ ledgerFile }, deps),
      taken: lines,
      connections: () => 0,
      stop: async () => {},
    };
  },
});
