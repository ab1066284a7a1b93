import type { AcceptedBatch } from './notifications/accepted-batch.ts';
import type { AcceptedBroadcast } from './notifications/accepted-broadcast.ts';
import type { Notification } from './notifications/notification.ts';
import type { NotificationRequest, Recipient } from './notifications/notification-request.ts';
import { type Connection, sendRequest } from './requests/send-request.ts';
import { wait } from './requests/wait.ts';

export interface CarillonOptions {
  /** Where the api is, such as `https://carillon.example`. */
  readonly baseUrl: string;
  /** Never to be given to a browser. */
  readonly apiKey: string;
  readonly fetch?: typeof fetch;
}

export interface NotifyOptions {
  /**
   * Names what is to be done once within 24 hours, at most 255 visible ASCII characters. Without one
   * a call is done once, however often it has to be repeated on the way.
   */
  readonly idempotencyKey?: string;
}

type ToOne = NotificationRequest & { readonly to: { readonly topic?: never } };

/** What a server does with Carillon. Each call resolves when it is accepted, which means durable. */
export interface Carillon {
  /** Accepts one notification, or with `to.topic` a broadcast. */
  notify(request: ToOne, options?: NotifyOptions): Promise<Notification>;
  notify(
    request: NotificationRequest,
    options?: NotifyOptions,
  ): Promise<Notification | AcceptedBroadcast>;
  /** The same for each of at most 1,000 recipients. */
  notifyAll(
    recipients: readonly Recipient[],
    request: Omit<NotificationRequest, 'to'>,
    options?: NotifyOptions,
  ): Promise<AcceptedBatch>;
  /** At most 1,000 notifications: all are accepted, or none. */
  batchNotify(
    requests: readonly NotificationRequest[],
    options?: NotifyOptions,
  ): Promise<AcceptedBatch>;
  /** A token for this subscriber's browser: it opens his inbox, and cannot be taken back. */
  createInboxToken(
    subscriberId: string,
    options?: { readonly ttlSeconds?: number },
  ): Promise<{ readonly token: string; readonly expiresAt: string }>;
}

/** Opens nothing yet: each call is an HTTP request. All of them throw `CarillonProblem`. */
export const createCarillon = (options: CarillonOptions): Carillon => {
  const connection: Connection = {
    baseUrl: options.baseUrl,
    apiKey: options.apiKey,
    // Called as a method of anything else, a browser's own refuses.
    fetch: options.fetch ?? ((...args) => fetch(...args)),
    random: Math.random,
    wait,
  };
  const send = <T>(path: string, body: unknown, given: NotifyOptions = {}): Promise<T> => {
    const { idempotencyKey = crypto.randomUUID() } = given;
    return sendRequest<T>(connection, path, { body, idempotencyKey });
  };
  const batchNotify: Carillon['batchNotify'] = (notifications, given) =>
    send('/notifications/batch', { notifications }, given);
  return {
    notify: (request: NotificationRequest, given?: NotifyOptions) =>
      send<Notification>('/notifications', request, given),
    notifyAll: (recipients, request, given) =>
      batchNotify(
        recipients.map((to) => ({ ...request, to })),
        given,
      ),
    batchNotify,
    createInboxToken: (subscriberId, wanted = {}) =>
      send(`/subscribers/${encodeURIComponent(subscriberId)}/tokens`, wanted),
  };
};
