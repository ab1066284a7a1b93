import {
  MAX_BODY_LENGTH,
  MAX_TITLE_LENGTH,
  type Channel,
  type MessageParts,
} from '@carillon/domain';
import { Stop } from '../engine/run.ts';
import { checkPushSize } from './check-push-size.ts';

/** How an e-mail's text follows from its html. */
type ToText = (html: string) => string;

/** What goes into a message besides what its fields say. */
export interface Composition {
  readonly contentSid: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly toText: ToText;
}

const NOTHING: MessageParts = { title: null, body: '', html: null, url: null, data: null };

const tooLong = (field: string, limit: number): Stop =>
  new Stop('template_budget_exceeded', `The ${field} is longer than ${limit} characters.`);

const blank = (): Stop => new Stop('template_invalid', 'The message came out blank.');

const bodyOf = (text = ''): string => {
  if (text.length > MAX_BODY_LENGTH) throw tooLong('text', MAX_BODY_LENGTH);
  if (text.trim() === '') throw blank();
  return text;
};

const titleOf = (text: string | undefined): string | null => {
  if (text === undefined || text === '') return null;
  if (text.length > MAX_TITLE_LENGTH) throw tooLong('title', MAX_TITLE_LENGTH);
  return text;
};

const emailParts = (said: ReadonlyMap<string, string>, toText: ToText): MessageParts => {
  const html = said.get('html') ?? null;
  const body = said.get('text') ?? toText(html ?? '');
  if (body === '' && (html ?? '') === '') throw blank();
  return { title: titleOf(said.get('subject')), body, html, url: null, data: null };
};

const VARIABLE = 'variables.';

const contentTemplateOf = (contentSid: string, said: ReadonlyMap<string, string>) => ({
  contentSid,
  variables: Object.fromEntries(
    [...said]
      .filter(([field]) => field.startsWith(VARIABLE))
      .map(([field, value]) => [field.slice(VARIABLE.length), value]),
  ),
});

/**
 * The parts of a message from what each field of its channel says, within the bounds that a request's
 * own content has. Throws a `Stop`.
 */
export const composeParts = (
  channel: Channel,
  said: ReadonlyMap<string, string>,
  { contentSid, data, toText }: Composition,
): MessageParts => {
  if (channel === 'email') return emailParts(said, toText);
  if (contentSid !== null) {
    return { ...NOTHING, contentTemplate: contentTemplateOf(contentSid, said) };
  }
  const isText = channel === 'sms' || channel === 'whatsapp';
  if (isText) return { ...NOTHING, body: bodyOf(said.get('text')) };
  const titled = { ...NOTHING, title: titleOf(said.get('title')), url: said.get('url') || null };
  // JSON is built, never rendered: data goes out as it came.
  if (channel === 'webhook') return { ...titled, body: said.get('body') ?? '', data };
  const parts = { ...titled, body: bodyOf(said.get('body')) };
  if (channel === 'push') checkPushSize(parts);
  return parts;
};
