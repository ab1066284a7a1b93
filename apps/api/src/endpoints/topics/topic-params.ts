import { z } from 'zod';
import { topicKeyField } from '../../fields/topic-key-field.ts';

/** A topic, as it stands in a path. */
export const topicParams = z.strictObject({ key: topicKeyField() });
