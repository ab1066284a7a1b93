import { describeProvider } from '../src/conformance.ts';
import { openSmtpAccount } from './open-smtp-account.ts';
import { type SmtpScript, startSmtpServer } from './scripted-smtp-server.ts';

const GARBAGE = `550 5.1.1 ${'\0\u00ff\u00fe'.repeat(1_700)}`;

const script: SmtpScript = (step, recipient) => {
  const behaviour = `${step} ${recipient.split('@')[0]}`;
  if (behaviour === 'rcpt refuse') return `550 5.1.1 <${recipient}>: no such user`;
  if (behaviour === 'rcpt garble') return GARBAGE;
  if (behaviour === 'dot hang') return { instead: 'hang' };
  if (behaviour === 'dot drop') return { instead: 'reset' };
  return undefined;
};

describeProvider({
  name: 'smtp',
  request: { channel: 'email' },
  secrets: ['hunter2'],
  addresses: () => ({
    accept: 'accept@example.org',
    refuse: 'refuse@example.org',
    hang: 'hang@example.org',
    drop: 'drop@example.org',
    garble: 'garble@example.org',
  }),
  start: async () => {
    const server = await startSmtpServer({ script });
    return {
      provider: openSmtpAccount(server.port),
      taken: () => server.taken.length,
      connections: server.connections,
      stop: server.stop,
    };
  },
});
