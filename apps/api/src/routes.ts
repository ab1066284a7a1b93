import { acceptNotification } from './endpoints/notifications/accept.endpoint.ts';
import { cancelNotificationEndpoint } from './endpoints/notifications/cancel.endpoint.ts';
import { findNotificationEndpoint } from './endpoints/notifications/find.endpoint.ts';
import type { Endpoint } from './http/endpoint.ts';

/** Every operation below the base path. Paths are tried in this order, the busiest first. */
export const ROUTES: readonly Endpoint[] = [
  acceptNotification,
  findNotificationEndpoint,
  cancelNotificationEndpoint,
];

export const BASE_PATH = '/api/v1';
