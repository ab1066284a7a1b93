import { sentinelOptions } from './sentinel-options.ts';

const read = (text: string) => sentinelOptions(new URL(text));

test('a URL without sentinel= names a Redis', () => {
  expect(read('redis://:secret@one:6379?cluster=true')).toBeNull();
});

test('the host and those of also= are Sentinels, at their usual port where none is said', () => {
  expect(read('redis://:s%40t@one?sentinel=main&also=two,three:5000')).toEqual({
    name: 'main',
    sentinels: [
      { host: 'one', port: 26_379 },
      { host: 'two', port: 26_379 },
      { host: 'three', port: 5_000 },
    ],
    password: 's@t',
  });
});

test('Sentinels may have a password of their own, and be asked over TLS', () => {
  expect(read('rediss://me:its@one:1?sentinel=main&sentinelPassword=theirs')).toEqual({
    name: 'main',
    sentinels: [{ host: 'one', port: 1 }],
    username: 'me',
    password: 'its',
    sentinelPassword: 'theirs',
    tls: {},
    enableTLSForSentinelMode: true,
  });
});
