import type { Channel } from '@carillon/domain';
import type { Rendered } from '@carillon/templates';
import { z } from 'zod';

const text = z.string().nullable().optional();

/** A message as its channel shows it, in the words of the template's sources. */
export const messageSchema = z
  .strictObject({
    parts: z.strictObject({
      subject: text,
      html: text,
      text,
      title: text,
      body: text,
      url: text,
      contentSid: text,
      variables: z.record(z.string(), z.string()).optional(),
    }),
    segments: z.int().optional().meta({ description: 'Of an SMS: how many messages it costs.' }),
    encoding: z.string().optional(),
    locale: z.string().meta({ description: 'Whose sources were taken; default: the own ones.' }),
  })
  .meta({ id: 'RenderedMessage' });

type Parts = Rendered['parts'];

/** The parts of a message in the words of its channel's sources. */
export const partsView = (
  channel: Channel,
  parts: Parts,
): z.output<typeof messageSchema>['parts'] => {
  const { title, body, html, url, contentTemplate } = parts;
  if (contentTemplate) return { ...contentTemplate, variables: { ...contentTemplate.variables } };
  if (channel === 'email') return { subject: title, html, text: body };
  if (channel === 'sms' || channel === 'whatsapp') return { text: body };
  return { title, body, url };
};

export const messageView = (channel: Channel, rendered: Rendered) => ({
  parts: partsView(channel, rendered.parts),
  ...(rendered.segments === undefined
    ? {}
    : { segments: rendered.segments, encoding: rendered.encoding }),
  locale: rendered.locale,
});
