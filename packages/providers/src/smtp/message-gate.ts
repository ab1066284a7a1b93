import { Readable } from 'node:stream';

/** How far the hand-over of one message has come. */
export interface Handover {
  readonly mayBegin: () => boolean;
  /** True once `mayBegin` has refused; the message was then never read. */
  refused: boolean;
  /**
   * True from the moment the last byte of the message is given away: before the final dot can be
   * written. Until then the server has nothing it could accept (RFC 5321, 4.1.1.4).
   */
  complete: boolean;
}

class NotBegun extends Error {
  override readonly name = 'NotBegun';
}

/**
 * Stands between the finished MIME message and the connection. nodemailer reads it only after the
 * server has answered DATA, on the connection that is to carry it: the last moment at which nothing
 * has been sent, and the only place where one message of a pool can be told from another.
 *
 * It also keeps `readableDidRead` false until then, by which nodemailer decides whether a message
 * may move to another connection after the server had dropped this one.
 */
export const messageGate = (input: Readable, handover: Handover): Readable => {
  let open = false;
  const output = new Readable({
    read() {
      if (open) {
        input.resume();
        return;
      }
      open = true;
      if (!handover.mayBegin()) {
        handover.refused = true;
        output.destroy(new NotBegun());
        return;
      }
      input.on('data', (chunk) => {
        if (!output.push(chunk)) input.pause();
      });
    },
  });
  input.once('end', () => {
    handover.complete = true;
    output.push(null);
  });
  input.once('error', (error) => output.destroy(error));
  return output;
};
