import { timeOfId } from '@carillon/domain';

/** When a notification was accepted: the time in its id. */
export const acceptedAtOf = (notificationId: string): Date => new Date(timeOfId(notificationId));
