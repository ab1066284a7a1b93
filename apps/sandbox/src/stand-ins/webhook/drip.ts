import type { Duplex } from 'node:stream';
import { holdOpen } from '../../answers/hold-open.ts';

const BYTE_EVERY_MS = 1000;
/** The status line and a header that never ends, so that the client never has the headers whole. */
const HEAD = Buffer.from('HTTP/1.1 200 OK\r\nX-Drip: ');

/**
 * Sends one byte a second, from the status line on, past the HTTP parser's idea of a response. A
 * client with a total deadline runs into it; one that only waits for silence never does.
 */
export const drip = async (socket: Duplex, everyMs = BYTE_EVERY_MS): Promise<void> => {
  let sent = 0;
  const sendByte = (): void => {
    socket.write(sent < HEAD.length ? HEAD.subarray(sent, sent + 1) : '.');
    sent += 1;
  };
  sendByte();
  const timer = setInterval(sendByte, everyMs);
  await holdOpen(socket);
  clearInterval(timer);
};
