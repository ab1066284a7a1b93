// Loaded into a worker by `--import`: a provider's bug that takes the process with it. The no-op
// provider writes its ledger by FileHandle.appendFile; writing of poison aborts, so nothing is written.
import { open } from 'node:fs/promises';
import { POISON } from './poison.ts';

interface Appending {
  appendFile: (this: unknown, data: string) => Promise<void>;
}

const file = await open('/dev/null');
const handles = Object.getPrototypeOf(file) as Appending;
await file.close();

const { appendFile } = handles;
handles.appendFile = function (data) {
  if (data.includes(`"to":"${POISON}`)) process.abort();
  return appendFile.call(this, data);
};
