import { CHANNELS, type Channel } from '@carillon/domain';

/**
 * One queue per channel, one for what crashed workers twice, one for events on their way to endpoints,
 * one that mirrors the dead letters.
 */
export const QUEUE_NAMES = [...CHANNELS, 'suspect', 'events', 'dead-letter'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** The queues whose jobs send something. */
export type DispatchQueue = Channel | 'suspect';

/** The queue that a dispatch rides: its channel's, or `suspect`, which runs one job at a time. */
export const queueOf = (dispatch: { channel: Channel; suspect?: boolean }): DispatchQueue =>
  dispatch.suspect === true ? 'suspect' : dispatch.channel;

/**
 * What every Redis key of one queue begins with, and BullMQ's `prefix`. The braces are a hash tag:
 * in a cluster all keys of one queue share a slot (BullMQ's scripts need that) and the queues
 * spread over the slots. The installation's id keeps two installations on one Redis apart.
 */
export const queuePrefix = (installationId: string, queue: QueueName): string =>
  `{${installationPrefix(installationId)}:${queue}}`;

/** The same for what belongs to no queue. */
export const installationPrefix = (installationId: string): string =>
  `carillon:${installationId.slice(0, 8)}`;
