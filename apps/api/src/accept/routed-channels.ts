import type { Channel } from '@carillon/domain';
import { CATALOG } from '@carillon/providers';

/** The channels that a provider of this version serves; the others are 422 `no_route`. */
export const ROUTED_CHANNELS: ReadonlySet<Channel> = new Set(
  CATALOG.filter(({ internal }) => internal !== true).flatMap(({ channels }) => channels),
);
