// `npm run demo`: fills a running standalone with something to see.
import { readConfig } from '@carillon/runtime';
import { standaloneConfig } from './config.ts';
import { NOTIFICATIONS } from './demo/demo-notifications.ts';
import { openDemoClient } from './demo/open-demo-client.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { openHome } from './home/open-home.ts';
import { readStandaloneFile, type StandaloneFile } from './home/standalone-file.ts';

const say = (line: string): void => void process.stdout.write(`  ${line}\n`);

const findRunning = (): StandaloneFile => {
  const { CARILLON_HOME } = readConfig(standaloneConfig, process.env);
  try {
    return readStandaloneFile(openHome(CARILLON_HOME));
  } catch {
    throw new Error(
      `Nothing is running in ${CARILLON_HOME}: start it with \`npm start\`, and run this beside it.`,
    );
  }
};

const show = async (): Promise<void> => {
  const file = findRunning();
  const client = openDemoClient(file);
  await seedDemo(client, say);
  for (const { what, request } of NOTIFICATIONS) {
    const { body } = await client.call('POST', '/notifications', request);
    say(`sent ${what}: ${String(body['id'] ?? body['batchId'])}`);
  }
  say('');
  say(`What arrived: ${file.sandboxUrl} (the digest comes in five seconds)`);
  say(
    `Why Grace got no e-mail: GET ${file.apiUrl}/api/v1/notifications?recipient=grace@example.com,`,
  );
  say('then GET /notifications/{id}/explain. Every call is described at');
  say(`${file.apiUrl}/docs; the key is ${file.apiKey}.`);
};

await show().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
