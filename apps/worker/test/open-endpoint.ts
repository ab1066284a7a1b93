import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook receiver that answers every path the same, and counts. */
export interface Endpoint {
  readonly origin: string;
  /** What it answers from now on. */
  answer(status: number): void;
  /** Paths that were called, each as often as it was. */
  readonly paths: readonly string[];
  close(): Promise<void>;
}

export const openEndpoint = async (): Promise<Endpoint> => {
  let status = 200;
  const paths: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      paths.push(request.url ?? '');
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (code) => {
      status = code;
    },
    paths,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
