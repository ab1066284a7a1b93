import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { createLogger } from './create-logger.ts';
import { logAndContinue } from './log-and-continue.ts';
import type { Logger, LogLevel } from './logger.ts';

const capture = ({ level = 'info' as LogLevel, pretty = false } = {}) => {
  const destination = new PassThrough();
  const log = createLogger({ level, service: 'api', pretty, destination });
  const text = (): string => String(destination.read() ?? '');
  return { log, text };
};
const lineOf = (write: (log: Logger) => void): Record<string, unknown> => {
  const { log, text } = capture();
  write(log);
  return JSON.parse(text()) as Record<string, unknown>;
};

test('a line is one JSON object with time, level, message, service and its fields', () => {
  const line = lineOf((log) => log.info('listening', { port: 3000 }));
  expect(line).toMatchObject({ level: 'info', message: 'listening', service: 'api', port: 3000 });
  expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a child carries its fields on every line', () => {
  const line = lineOf((log) => log.child({ requestId: 'r1' }).warn('slow', { ms: 9 }));
  expect(line).toMatchObject({ requestId: 'r1', ms: 9, level: 'warn' });
});

test('fields cannot pass themselves off as the line’s own parts', () => {
  const line = lineOf((log) =>
    log.info('true', { level: 'error', message: 'false', time: 'never' }),
  );
  expect(line).toMatchObject({ level: 'info', message: 'true' });
  expect(line['time']).not.toBe('never');
});

test('lines below the level are not written', () => {
  const { log, text } = capture({ level: 'warn' });
  log.info('quiet');
  expect(text()).toBe('');
});

test('of an error only name, text, code, stack and causes are written', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const request = { config: { data: 'to=ada@example.com' } };
  const error = Object.assign(new Error('call failed', { cause }), request);
  const line = lineOf((log) => log.error('no', { error }));
  expect(line['error']).toMatchObject({
    name: 'Error',
    message: 'call failed',
    cause: { message: 'refused', code: 'ECONNREFUSED' },
  });
  expect(JSON.stringify(line)).not.toContain('ada@example.com');
});

test('the parts of an aggregate error are written, whose own text is empty', () => {
  const error = new AggregateError([new Error('refused ::1'), new Error('refused 127.0.0.1')]);
  const line = lineOf((log) => log.error('no', { error }));
  expect(JSON.stringify(line)).toContain('refused 127.0.0.1');
});

test('fields that are named like secrets are masked at every depth', () => {
  const line = lineOf((log) =>
    log.info('x', { authToken: 'a', headers: { Authorization: 'b' }, list: [{ password: 'c' }] }),
  );
  expect(line).toMatchObject({
    authToken: '***',
    headers: { Authorization: '***' },
    list: [{ password: '***' }],
  });
});

test('a value that JSON cannot hold never breaks the line', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const line = lineOf((log) => log.info('x', { circle, big: 10n, map: new Map(), none: null }));
  expect(line).toMatchObject({ big: '10', map: '[object Map]', none: null });
});

test('a pretty line is for people, with the stack below it', () => {
  const { log, text } = capture({ pretty: true });
  log.error('no answer', {
    attempt: 2,
    to: { host: 'a' },
    none: undefined,
    error: new Error('refused'),
  });
  const [head, ...stack] = stripVTControlCharacters(text()).split('\n');
  expect(head).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}error {2}api {2}no answer {2}attempt=2 {2}to=/);
  expect(stack[0]).toBe('Error: refused');
});

test('text from outside cannot steer the terminal or begin a line of its own', () => {
  const { log, text } = capture({ pretty: true });
  const hostile = 'x\u001b[2J\u009b31m\nforged';
  log.error('refused', { answer: hostile, error: new Error(hostile) });
  const own = text();
  expect(own).not.toContain('\u001b[2J');
  expect(own).not.toContain('\u009b');
  expect(own.split('\n')[0]).toContain('answer=x\\u001b[2J\\u009b31m\\u000aforged');
});

test('a buffer or a URL in a field shows nothing of what is in it', () => {
  const line = lineOf((log) =>
    log.info('x', { body: Buffer.from('secret'), url: new URL('redis://:secret@127.0.0.1') }),
  );
  expect(line).toMatchObject({ body: '[object Uint8Array]', url: '[object URL]' });
});

test('a swallowed failure leaves a line that says why', async () => {
  const { log, text } = capture();
  const value = await logAndContinue(Promise.reject(new Error('away')), log, 'statistics wait');
  expect(value).toBeUndefined();
  expect(JSON.parse(text())).toMatchObject({ level: 'warn', message: 'statistics wait' });
});

test('what did not fail is passed on', async () => {
  const { log } = capture();
  expect(await logAndContinue(Promise.resolve(5), log, 'never')).toBe(5);
});
