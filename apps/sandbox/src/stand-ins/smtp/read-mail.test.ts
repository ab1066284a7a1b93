import { readMail } from './read-mail.ts';

const mail = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`);

test('decodes sender, subject and text', async () => {
  const raw = mail(
    'From: =?utf-8?q?Gr=C3=BC=C3=9Fe?= <shop@example.com>',
    'Subject: =?utf-8?q?Sch=C3=B6n?=',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Sch=C3=B6ne Gr=C3=BC=C3=9Fe',
  );
  expect(await readMail(raw)).toEqual({
    from: 'shop@example.com',
    subject: 'Schön',
    text: 'Schöne Grüße',
    html: null,
  });
});

test('a mail without parts of a kind has null for it', async () => {
  expect(await readMail(mail('Content-Type: text/html', '', '<p>Hello</p>'))).toEqual({
    from: null,
    subject: null,
    text: null,
    html: '<p>Hello</p>',
  });
});
