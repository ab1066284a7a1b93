import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { postCallback } from '../vendors/post-callback.ts';
import { eventSigner } from './event-signer.ts';
import { eventStory } from './event-story.ts';

const BETWEEN_MS = 60;
/** Settings of so many API keys are remembered; beyond that the memory starts anew. */
const MOST_KEYS = 1_000;

/** A mail that was taken. */
export interface TakenMail {
  readonly apiKey: string;
  readonly to: string;
  readonly messageId: string;
  /** The custom arguments, which come back with every event. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** The Event Webhook of each API key: where its events go, and who signs them. */
export interface EventWebhooks {
  /** Where the events of this key go; null for nowhere. */
  point(apiKey: string, url: string | null): void;
  urlOf(apiKey: string): string | null;
  /** Tells what became of a mail, one event after the other. */
  tell(mail: TakenMail): Promise<void>;
}

export const createEventWebhooks = (now: () => Date): EventWebhooks => {
  const urls = new Map<string, string>();
  const urlOf = (apiKey: string): string | null => urls.get(apiKey) ?? null;
  const secondsNow = (): number => Math.floor(now().getTime() / 1_000);
  return {
    point: (apiKey, url) => {
      if (urls.size >= MOST_KEYS) urls.clear();
      if (url === null) urls.delete(apiKey);
      else urls.set(apiKey, url);
    },
    urlOf,
    tell: async ({ apiKey, to, messageId, args }) => {
      const url = urlOf(apiKey);
      if (url === null) return;
      const signer = eventSigner(apiKey);
      for (const event of eventStory(to)) {
        await pause(BETWEEN_MS);
        const timestamp = secondsNow();
        const about = { email: to, timestamp, sg_message_id: `${messageId}.filter0001.1.0` };
        const own = { sg_event_id: randomBytes(16).toString('base64url'), ...event };
        const body = JSON.stringify([{ ...args, ...about, ...own }]);
        const headers = {
          'content-type': 'application/json',
          'x-twilio-email-event-webhook-timestamp': String(timestamp),
          'x-twilio-email-event-webhook-signature': signer.sign(String(timestamp), body),
        };
        await postCallback({ url, headers, body });
      }
    },
  };
};
