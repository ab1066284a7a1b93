import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { PromptConnection } from './prompt-connection.ts';

/**
 * An SMTP server that knows which socket a session runs on: smtp-server hands its handlers the
 * session only, and has no way to end a connection without a reply.
 */
export class CuttableSmtpServer extends SMTPServer {
  readonly #connections = new Map<string, PromptConnection>();

  override connect(socket: Socket): void {
    const connection = new PromptConnection(this, socket);
    this.connections.add(connection);
    this.#connections.set(connection.id, connection);
    connection.on('error', (error) => this.emit('error', error));
    connection.init();
  }

  override onClose(session: SMTPServerSession): void {
    this.#connections.delete(session.id);
  }

  /** The session's socket, that of TLS after STARTTLS; undefined once it has closed. */
  socketOf(session: SMTPServerSession): Socket | undefined {
    return this.#connections.get(session.id)?._socket;
  }

  /** Stops listening and cuts every connection. */
  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.close(() => resolve()));
    for (const { _socket: socket } of this.#connections.values()) socket.destroy();
    await closed;
  }
}
