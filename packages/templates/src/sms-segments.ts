/** GSM 03.38, the default alphabet; and what takes an escape before it. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€\f');

/** Units of one message, and of each part of a longer one, whose header takes some. */
const LIMITS = { 'GSM-7': [160, 153], 'UCS-2': [70, 67] } as const;

export type SmsEncoding = keyof typeof LIMITS;

/** What an SMS costs: each segment is a message to the carrier. */
export interface SmsSegments {
  readonly segments: number;
  readonly encoding: SmsEncoding;
}

/** Units of each character that may not be torn: an escape, a surrogate pair. */
const unitsOf = (character: string, encoding: SmsEncoding): number => {
  if (encoding === 'UCS-2') return character.length;
  return EXTENDED.has(character) ? 2 : 1;
};

/** One character outside of the GSM alphabet turns all of the text into UCS-2. */
export const smsSegments = (text: string): SmsSegments => {
  const characters = Array.from(text);
  const isGsm = characters.every((c) => BASIC.has(c) || EXTENDED.has(c));
  const encoding: SmsEncoding = isGsm ? 'GSM-7' : 'UCS-2';
  const [whole, part] = LIMITS[encoding];
  const units = characters.map((character) => unitsOf(character, encoding));
  if (units.reduce((sum, n) => sum + n, 0) <= whole) return { segments: 1, encoding };
  let segments = 1;
  let used = 0;
  for (const n of units) {
    if (used + n > part) {
      segments += 1;
      used = 0;
    }
    used += n;
  }
  return { segments, encoding };
};
