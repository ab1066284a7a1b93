import { chooseServiceUser } from './system-user.ts';

const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'nobody:x:99:98:nobody:/nonexistent:/usr/sbin/nologin',
];

test('PostgreSQL runs as postgres where that account exists', () => {
  const user = chooseServiceUser([...passwd, 'postgres:x:101:104::/:/bin/sh'].join('\n'));
  expect(user).toEqual({ name: 'postgres', uid: 101, gid: 104 });
});

test('PostgreSQL runs as nobody where there is no postgres', () => {
  expect(chooseServiceUser(passwd.join('\n'))).toEqual({ name: 'nobody', uid: 99, gid: 98 });
});

test('PostgreSQL runs without any account list', () => {
  expect(chooseServiceUser('')).toEqual({ name: 'nobody', uid: 65534, gid: 65534 });
});
