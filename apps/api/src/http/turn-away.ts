import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@carillon/domain';

/** Why something was turned away before it was a request. */
export type TurnedAway = 'malformed' | 'head_too_large' | 'too_slow' | 'too_many_connections';

export interface TurnAwayDeps {
  readonly newId: () => string;
  readonly onTurnedAway: (reason: TurnedAway) => void;
}

interface Refusal {
  readonly reason: TurnedAway;
  readonly status: 400 | 408 | 431;
  readonly code: ErrorCode;
  readonly detail: string;
}

const MALFORMED: Refusal = {
  reason: 'malformed',
  status: 400,
  code: 'validation_failed',
  detail: 'This is not HTTP/1.1.',
};

/** By the code of Node's error. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    reason: 'head_too_large',
    status: 431,
    code: 'payload_too_large',
    detail: 'The head of a request has at most 16 KiB.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    reason: 'too_slow',
    status: 408,
    code: 'validation_failed',
    detail: 'The request took too long to come.',
  },
};

/** How long a client may take to read why; what it still sends meanwhile is thrown away. */
const FAREWELL_MS = 1_000;

const textOf = ({ status, code, detail }: Refusal, requestId: string): string => {
  const title = STATUS_CODES[status] ?? '';
  const type = `urn:carillon:problem:${code}`;
  const body = JSON.stringify({ type, title, status, code, detail, requestId });
  return [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
    `x-request-id: ${requestId}`,
    '',
    body,
  ].join('\r\n');
};

/**
 * Answers what Node could not make a request of, or not in time, with problem+json as well, and closes
 * the connection. Where an answer has begun already, it only closes.
 */
export const turnAway = (server: Server, { newId, onTurnedAway }: TurnAwayDeps): void => {
  const answers = new WeakMap<Socket, ServerResponse>();
  server.on('request', (req, res) => answers.set(req.socket, res));
  server.on('drop', () => onTurnedAway('too_many_connections'));
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    const answer = answers.get(socket);
    const hasBegun = answer?.headersSent === true && !answer.writableFinished;
    const isGone = error.code === 'ECONNRESET' || !socket.writable;
    if (isGone || hasBegun) return void socket.destroy();
    const refusal = REFUSALS[error.code ?? ''] ?? MALFORMED;
    onTurnedAway(refusal.reason);
    socket.end(textOf(refusal, newId()));
    setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  });
};
