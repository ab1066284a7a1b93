import type { Category } from '../categories/category.ts';
import type { Channel } from '../channels.ts';
import type { GateVerdict } from '../gates/gate-verdict.ts';
import type { Preferences } from './preferences.ts';

/** Which of the rules decided, in the order of their precedence. */
export type PreferenceRule =
  | 'recipient_wants_channel'
  | 'recipient_opted_out'
  | 'category_turns_channel_off'
  | 'category_without_opt_out'
  | 'nothing_said';

export interface PreferenceInput {
  readonly category: Category;
  readonly channel: Channel;
  readonly preferences: Preferences;
}

/**
 * Whether a recipient wants a category on a channel. His own word comes first, then the category's
 * default for the channel, and where neither says anything it is sent. His no counts only where the
 * category allows to opt out; his yes always does.
 */
export const judgePreference = (input: PreferenceInput): GateVerdict<PreferenceRule> => {
  const { category, channel, preferences } = input;
  const wish = preferences.categories[category.key]?.[channel] ?? null;
  const byDefault = category.channels[channel] ?? null;
  const inputs = {
    category: category.key,
    channel,
    optOut: category.optOut,
    recipient: wish,
    categoryDefault: byDefault,
  };
  if (wish === true) return { verdict: 'pass', rule: 'recipient_wants_channel', inputs };
  if (wish === false && category.optOut) {
    return { verdict: 'stop', rule: 'recipient_opted_out', inputs };
  }
  if (byDefault === false) return { verdict: 'stop', rule: 'category_turns_channel_off', inputs };
  const rule = wish === false ? 'category_without_opt_out' : 'nothing_said';
  return { verdict: 'pass', rule, inputs };
};
