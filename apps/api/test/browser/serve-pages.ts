import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { once } from 'node:events';

const CLIENT = path.resolve(import.meta.dirname, '../../../../packages/client/src');

/** A page that keeps what its stream tells in `items` and `counts`, in the way its query names. */
const PAGE = `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<script type="module">
import { subscribeInbox } from '/client/index.ts';
const { baseUrl, subscriberId, token, by } = Object.fromEntries(new URLSearchParams(location.search));
const inbox = baseUrl + '/api/v1/subscribers/' + subscriberId + '/inbox';
const items = new Map();
const told = { count: 0, counts: null };
const onItem = (item) => { told.count += 1; items.set(item.id, item); };
const onCounts = (counts) => { told.counts = counts; };
if (by === 'client') {
  subscribeInbox({ baseUrl, subscriberId, token, since: 0, onItem, onCounts });
} else {
  const source = new EventSource(inbox + '/stream?token=' + token);
  source.addEventListener('item', ({ data }) => onItem(JSON.parse(data)));
  source.addEventListener('counts', ({ data }) => onCounts(JSON.parse(data)));
}
const authorization = 'Bearer ' + token;
window.mark = async (id, marks) => {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(inbox + '/' + id, { method: 'PATCH', headers, body: JSON.stringify(marks) });
  return answer.status;
};
window.state = () => ({ items: Object.fromEntries(items), ...told });
</script>`;

/** What a browser gets of the client: its own files, without their types. */
const scriptOf = (url: string): string =>
  stripTypeScriptTypes(readFileSync(path.join(CLIENT, url.slice('/client/'.length)), 'utf8'));

/** Serves the page and the client, from an origin of its own. */
export const servePages = async (): Promise<{ origin: string; close(): Promise<void> }> => {
  const server = createServer((req, res) => {
    const url = req.url ?? '/';
    const isScript = /^\/client\/[a-z/-]+\.ts$/.test(url);
    res.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    res.end(isScript ? scriptOf(url) : PAGE);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
