// `npm run operator -- NAME viewer|operator`: an entry for OPERATORS with a password made for it.
import { randomBytes } from 'node:crypto';
import { hashPassword } from '@carillon/runtime';

const [name = '', role = ''] = process.argv.slice(2);
if (!/^[\w.@-]{1,64}$/.test(name) || !['viewer', 'operator'].includes(role)) {
  process.stderr.write('Usage: npm run operator -- NAME viewer|operator\n');
  process.exitCode = 1;
} else {
  const password = randomBytes(15).toString('base64url');
  const entry = `${name}:${role}:${await hashPassword(password)}`;
  process.stdout.write(`The password, shown once: ${password}\nFor OPERATORS: ${entry}\n`);
}
