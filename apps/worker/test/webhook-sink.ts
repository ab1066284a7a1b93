import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one call; what it leaves open stays open. */
export type Answer = (response: ServerResponse, call: Call) => void;

/** A webhook receiver whose answers a test decides, by path. */
export interface WebhookSink {
  readonly origin: string;
  readonly calls: readonly Call[];
  callsTo(path: string): Call[];
  /** The answers of a path in turn; the last one repeats. Unknown paths answer 200. */
  script(path: string, ...answers: Answer[]): string;
  close(): Promise<void>;
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end();
/** Accepts the message and cuts the connection: the outcome is unknown to the sender. */
export const cut: Answer = (response) => void response.destroy();

export const openWebhookSink = async (): Promise<WebhookSink> => {
  const calls: Call[] = [];
  const scripts = new Map<string, Answer[]>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const call = { path, headers: request.headers, body: Buffer.concat(chunks).toString() };
      calls.push(call);
      const answers = scripts.get(path) ?? [];
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? status(200);
      answer(response, call);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    calls,
    callsTo: (path) => calls.filter((call) => call.path === path),
    script: (path, ...answers) => {
      scripts.set(path, answers);
      return origin + path;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
