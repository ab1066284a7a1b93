import nodemailer, { type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { ProviderDeps, Settings } from '../contract.ts';
import { connectGuarded } from '../egress/connect-guarded.ts';
import { egressRules } from '../egress/egress-rules.ts';
import type { Mail } from './compose-mail.ts';
import { messageGate } from './message-gate.ts';

const CONNECT_MS = 10_000;
/** A bound for idle sockets; a call ends by its own deadline, which is at most as long. */
const SOCKET_MS = 60_000;
const CLOSE_MS = 1_000;
/** nodemailer's 100 would open a new connection, after a pause of 100 ms, for every 100 messages. */
const MESSAGES_PER_CONNECTION = 10_000;

type PoolOptions = SMTPPool.Options & { socketCloseTimeout: number; maxRequeues: number };

/**
 * nodemailer's pool for one account. Connections are made by our guard, and every message passes
 * the gate. One requeue: nodemailer repeats only what it has not begun to read, that is when a
 * kept connection turns out to be dead.
 */
export const openTransport = (
  settings: Settings,
  { egress, lookup }: ProviderDeps,
): Transporter<SMTPPool.SentMessageInfo> => {
  const target = { host: String(settings.host), port: Number(settings.port) };
  const limits = { rules: egressRules(egress), timeoutMs: CONNECT_MS, ...(lookup && { lookup }) };
  const options: PoolOptions = {
    pool: true,
    ...target,
    secure: settings.secure === true,
    requireTLS: settings.requireTLS === true,
    ...(settings.user === undefined
      ? {}
      : { auth: { user: String(settings.user), pass: String(settings.password) } }),
    maxConnections: Number(settings.maxConnections),
    maxMessages: MESSAGES_PER_CONNECTION,
    maxRequeues: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
    socketCloseTimeout: CLOSE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options, callback) => {
      connectGuarded(target, limits, (error, connection) => callback(error, { connection }));
    },
  };
  const transport = nodemailer.createTransport(options);
  transport.use('stream', (mail, done) => {
    const { handover } = mail.data as Mail;
    mail.message.processFunc((input) => messageGate(input, handover));
    done();
  });
  return transport;
};
