import type { Channel, ContentFields, MessageParts, NotificationContent } from '@carillon/domain';

/**
 * What one channel sends of a request's `content`: the base, with each field that
 * `overrides.<channel>` names in its place. A field is replaced whole (`data` is not merged key by
 * key). Text is the caller's own and is passed on as it is; absent fields become null.
 */
export const renderContent = (content: NotificationContent, channel: Channel): MessageParts => {
  const override: ContentFields = content.overrides?.[channel] ?? {};
  return {
    title: override.title ?? content.title ?? null,
    body: override.body ?? content.body,
    html: override.html ?? content.html ?? null,
    url: override.url ?? content.url ?? null,
    data: override.data ?? content.data ?? null,
  };
};
