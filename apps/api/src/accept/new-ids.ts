import { notificationIdFrom } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';

/**
 * Ids in the order in which they are asked for, within this process: `uuid` counts up within a
 * millisecond and never goes back. A notification's time of acceptance is that of its id.
 */
export const newId = (): string => uuidv7();

export const newNotificationId = (): string => notificationIdFrom(uuidv7());
