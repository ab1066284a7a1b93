import { request } from 'undici';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => sandbox.close());

const mail = (html: string) =>
  sandbox.mailer().sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'Hi', html });

test('the page may run its own files and nothing else', async () => {
  const { statusCode, headers, body } = await request(`${sandbox.origin}/`);
  const html = await body.text();
  expect(statusCode).toBe(200);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
});

test('every file that the page names is there', async () => {
  const html = await (await request(`${sandbox.origin}/`)).body.text();
  const named = [...html.matchAll(/(?:src|href)="((?:styles|scripts)\/[^"]+)"/g)];
  const statuses = await Promise.all(
    named.map(async ([, path = '']) => {
      const { statusCode, body } = await request(`${sandbox.origin}/${path}`);
      await body.dump();
      return statusCode;
    }),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test('the HTML of a mail is shown in a sandbox of its own', async () => {
  await mail('<p style="color: red">Hello</p><script>alert(1)</script>');
  const { id } = await sandbox.one('/api/messages');
  const { headers, body } = await request(`${sandbox.origin}/api/messages/${String(id)}/html`);
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toEqual(expect.arrayContaining(['sandbox', "default-src 'none'"]));
  expect(await body.text()).toContain('<p style="color: red">Hello</p>');
});

test('one message is shown as in the list', async () => {
  await mail('<p>Hello</p>');
  const listed = await sandbox.one('/api/messages');
  const { body } = await request(`${sandbox.origin}/api/messages/${String(listed['id'])}`);
  expect(await body.json()).toEqual(listed);
});

/** The events of the stream, as they come. */
const openStream = async () => {
  const { body } = await request(`${sandbox.origin}/api/stream`);
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let text = '';
  return {
    next: async () => {
      while (!text.includes('\n\n')) text += String((await chunks.next()).value);
      const [block = ''] = text.split('\n\n', 1);
      text = text.slice(block.length + 2);
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      return { event, data: JSON.parse(data ?? 'null') as unknown };
    },
    close: () => body.destroy(),
  };
};

test('the stream tells what there is, what comes and what is cleared', async () => {
  await mail('<p>First</p>');
  const stream = await openStream();
  const one = { messages: [{ subject: 'Hi', to: 'b@example.com', channel: 'email' }], total: 1 };
  expect(await stream.next()).toMatchObject({ event: 'snapshot', data: one });
  await mail('<p>Second</p>');
  expect(await stream.next()).toMatchObject({ event: 'messages', data: { ...one, total: 2 } });
  await request(`${sandbox.origin}/api/messages`, { method: 'DELETE' });
  expect(await stream.next()).toEqual({ event: 'snapshot', data: { messages: [], total: 0 } });
  stream.close();
});
