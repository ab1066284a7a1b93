import type { Channel } from './channels.ts';
import type { ChannelRoute } from './notification-request.ts';

/** Without `afterMs` a later channel is looked at this often, should the word of a failure be lost. */
export const ROUTE_LOOK_MS = 300_000;

/** When the n-th channel (0 is the first) of a route begins by itself, in ms after the first one. */
export const routeDelayMs = (route: ChannelRoute | undefined, position: number): number =>
  route?.mode === 'first' ? position * (route.afterMs ?? ROUTE_LOOK_MS) : 0;

/** True when it has to be asked whether it is this channel's turn: it is not the route's first. */
export const needsTurn = (route: ChannelRoute | undefined, channel: Channel): boolean =>
  route?.mode === 'first' && route.channels[0] !== channel;
