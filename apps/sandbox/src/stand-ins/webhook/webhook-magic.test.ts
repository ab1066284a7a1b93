import { webhookMagic } from './webhook-magic.ts';

const at = (path: string) => webhookMagic.answerTo(`http://127.0.0.1:3100${path}`);

test('a status hook answers with its status', () => {
  expect(at('/hooks/status/410')).toEqual({ answer: 'reject_recipient', status: 410 });
  expect(at('/hooks/status/201?x=1')).toEqual({ answer: 'accept', status: 201 });
});

test.each(['/hooks/orders', '/hooks/status/100', '/hooks/status/20', '/hooks/status/2001'])(
  '%s is an ordinary hook',
  (path) => {
    expect(at(path)).toBeNull();
  },
);
