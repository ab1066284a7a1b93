import { isTopicKey } from '@carillon/domain';
import { z } from 'zod';

const MESSAGE = 'A topic has a key of 1 to 255 visible ASCII characters, none of / \\ ? # %.';

/** The caller's own name for a topic. */
export const topicKeyField = () => z.string().refine(isTopicKey, MESSAGE);
