/** What the link in an e-mail lets its reader do: opt one recipient out of one category's e-mails. */
export interface UnsubscribeGrant {
  readonly tenantId: string;
  readonly category: string;
  /** A subscriber has preferences; an address that is nobody's goes on the suppression list. */
  readonly recipient:
    | { readonly kind: 'subscriber'; readonly subscriberId: string }
    | { readonly kind: 'address'; readonly address: string };
  /** The last day that it works on, in days since 1970. */
  readonly lastDay: number;
}

/** What its links are sealed for: who makes them and who opens them mean the same. */
export const UNSUBSCRIBE_PURPOSE = 'unsubscribe';

const DAY_MS = 86_400_000;

/** RFC 8058 names no time; mailboxes keep mails for years, and the law asks for 30 days and more. */
const VALID_DAYS = 365;

/** The day on which a link that is sent now works for the last time. */
export const lastDayFor = (nowMs: number): number => Math.floor(nowMs / DAY_MS) + VALID_DAYS;

/** True when the link has not yet expired. */
export const isInTime = ({ lastDay }: UnsubscribeGrant, nowMs: number): boolean =>
  Math.floor(nowMs / DAY_MS) <= lastDay;

const VERSION = 1;

/** A grant as a short text, to be sealed into a link. */
export const writeGrant = (grant: UnsubscribeGrant): string => {
  const { tenantId, category, recipient, lastDay } = grant;
  const name = recipient.kind === 'subscriber' ? recipient.subscriberId : recipient.address;
  return JSON.stringify([VERSION, tenantId, recipient.kind, name, category, lastDay]);
};

/** The grant that was written so; null for a text of a later version. */
export const readGrant = (text: string): UnsubscribeGrant | null => {
  const [version, tenantId, kind, name, category, lastDay] = JSON.parse(text) as [
    number,
    string,
    'subscriber' | 'address',
    string,
    string,
    number,
  ];
  if (version !== VERSION) return null;
  const recipient = kind === 'subscriber' ? { kind, subscriberId: name } : { kind, address: name };
  return { tenantId, category, recipient, lastDay };
};
