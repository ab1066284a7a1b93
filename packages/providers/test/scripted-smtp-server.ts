import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The places at which the server can be told to misbehave. */
export type SmtpStep = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'dot';

/** A reply, or what happens in its place. */
export type SmtpAction = string | { readonly instead: 'hang' | 'end' | 'reset' };

/** What to do at a step; undefined is the usual reply. The recipient is known from RCPT on. */
export type SmtpScript = (step: SmtpStep, recipient: string) => SmtpAction | undefined;

export interface SmtpServerOptions {
  readonly script?: SmtpScript;
  readonly pipelining?: boolean;
}

const USUAL: Readonly<Record<SmtpStep, string>> = {
  greeting: '220 test.example ESMTP',
  ehlo: '250-test.example',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go ahead',
  body: '',
  dot: '250 2.0.0 Ok: queued as 4711',
};
const STEPS: Readonly<Record<string, SmtpStep>> = {
  EHLO: 'ehlo',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
};
const END = '\r\n.\r\n';

const act = (socket: Socket, action: SmtpAction): void => {
  if (typeof action === 'string') socket.write(Buffer.from(`${action}\r\n`, 'latin1'));
  else if (action.instead === 'end') socket.end();
  else if (action.instead === 'reset') socket.resetAndDestroy();
};

/**
 * An SMTP server (RFC 5321) that follows a script, down to cutting the connection where a library
 * would not. `taken` holds what it read to the end, whatever it then answered.
 */
export const startSmtpServer = async ({ script, pipelining = true }: SmtpServerOptions = {}) => {
  const taken: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();

  const converse = (socket: Socket): void => {
    let recipient = '';
    let buffer = '';
    let inBody = false;
    let refused = false;
    const reply = (step: SmtpStep): boolean => {
      const action = script?.(step, recipient) ?? USUAL[step];
      if (action !== '') act(socket, action);
      return action === USUAL[step];
    };
    const readBody = (): boolean => {
      const end = buffer.indexOf(END);
      if (end < 0) return false;
      taken.push(buffer.slice(0, end));
      buffer = buffer.slice(end + END.length);
      inBody = false;
      reply('dot');
      return true;
    };
    const readCommand = (): boolean => {
      const end = buffer.indexOf('\r\n');
      if (end < 0) return false;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      commands.push(line);
      const step = STEPS[line.slice(0, 4)];
      if (step === 'rcpt') recipient = /<(.*)>/.exec(line)?.[1] ?? '';
      if (step === 'mail') refused = false;
      if (step === undefined) act(socket, '250 Ok');
      else if (step === 'data' && refused) act(socket, '554 5.5.1 No valid recipients');
      else if (!reply(step)) refused = true;
      else if (step === 'ehlo') act(socket, pipelining ? '250 PIPELINING' : '250 HELP');
      else inBody = step === 'data';
      return true;
    };
    socket.setNoDelay();
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      if (inBody && !reply('body')) socket.pause();
      while (!socket.destroyed && (inBody ? readBody() : readCommand()));
    });
    reply('greeting');
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    commands,
    connections: () => sockets.size,
    cutConnections: () => sockets.forEach((socket) => socket.destroy()),
    stop: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
};
