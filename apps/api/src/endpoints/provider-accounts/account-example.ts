/** An account that the documentation and its test speak of. */
export const EXAMPLE_ACCOUNT_ID = '0198f3a0-5555-7000-8000-00000000ac01';

export const exampleAccountInput = {
  name: 'Main mail server',
  provider: 'smtp',
  settings: {
    host: 'mail.example.com',
    port: 587,
    user: 'shop',
    password: 'secret',
    from: 'shop@example.com',
  },
  ratePerSecond: 50,
};

export const exampleAccount = {
  id: EXAMPLE_ACCOUNT_ID,
  name: 'Main mail server',
  provider: 'smtp',
  channels: ['email'],
  settings: {
    host: 'mail.example.com',
    port: 587,
    user: 'shop',
    password: '***',
    from: 'shop@example.com',
  },
  ratePerSecond: 50,
  deadlineMs: null,
};
