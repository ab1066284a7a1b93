import type { Channel, DigestItem } from '@carillon/domain';
import type { DigestMember, VersionMemory } from '@carillon/repositories';
import type { Pacer } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import { readVersions } from '../deliver/read-versions.ts';
import { renderParts } from '../deliver/render-parts.ts';

export interface RenderItemsDeps {
  readonly versions: VersionMemory;
  readonly renderer: Renderer;
  readonly pacer: Pacer;
}

/** A member of a digest whose line is made by its own template. */
export interface TemplatedItem extends Pick<DigestMember, 'deliveryId' | 'request'> {
  readonly tenantId: string;
  readonly channel: Channel;
}

/**
 * What these members say, by delivery. A digest may have a thousand whose templates take their time:
 * others have their turns between them. What cannot be rendered is still one of them: its template's
 * key says at least what it was about.
 */
export const renderItems = async (
  deps: RenderItemsDeps,
  items: readonly TemplatedItem[],
): Promise<ReadonlyMap<string, DigestItem>> => {
  const versions = await readVersions(deps, items);
  const found = new Map<string, DigestItem>();
  for (const item of items) {
    const rendered = await deps.pacer.run(() => renderParts(deps.renderer, item, versions));
    const unknown = { title: null, body: item.request.template?.key ?? '' };
    found.set(item.deliveryId, rendered.ok ? rendered.parts : unknown);
  }
  return found;
};
