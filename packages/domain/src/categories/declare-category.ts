import { DEFAULT_CATEGORY } from '../notification-request.ts';
import type { Category } from './category.ts';

type Said = { readonly [Field in keyof Omit<Category, 'key'>]?: Category[Field] | undefined };

/**
 * A category by what was said of it: what was not said is allowed. `transactional` is fixed: nobody
 * opts out of a receipt or a password reset, and no quiet hours hold it. So is a category that was
 * never declared, with nothing said at all.
 */
export const declareCategory = (key: string, said: Said = {}): Category => {
  const isFree = key !== DEFAULT_CATEGORY;
  const {
    name = null,
    optOut = true,
    quietHours = true,
    criticalPassesQuietHours = true,
    channels = {},
    retentionDays = null,
  } = said;
  return {
    key,
    name,
    optOut: isFree && optOut,
    quietHours: isFree && quietHours,
    criticalPassesQuietHours,
    channels,
    retentionDays,
  };
};
