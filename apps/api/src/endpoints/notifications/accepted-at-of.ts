/** When a notification was accepted: the time in its id, a UUIDv7 (RFC 9562, 5.7). */
export const acceptedAtOf = (notificationId: string): Date =>
  new Date(Number.parseInt(notificationId.slice(0, 8) + notificationId.slice(9, 13), 16));
