import { parseSubscriberId } from './addresses/parse-subscriber-id.ts';

/**
 * The caller's own name for a topic. It stands in paths (`/topics/{key}/subscribers`), so it is one path
 * segment, of the same form as a subscriber's id: 1 to 255 visible ASCII characters, none of `/ \ ? # %`.
 */
export const isTopicKey = (text: string): boolean => parseSubscriberId(text).ok;
