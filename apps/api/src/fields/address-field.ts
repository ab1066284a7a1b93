import { type Channel, parseAddress } from '@carillon/domain';
import { z } from 'zod';

/** An address of a channel, in its normal form. */
export const addressField = (channel: Exclude<Channel, 'system' | 'webhook'>) =>
  z.string().transform((text, ctx) => {
    const parsed = parseAddress(channel, text);
    if (parsed.ok) return parsed.address;
    ctx.addIssue({ code: 'custom', message: parsed.message, params: { code: 'invalid_address' } });
    return z.NEVER;
  });
