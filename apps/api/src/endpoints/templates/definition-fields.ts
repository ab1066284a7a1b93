import { z } from 'zod';
import { keyField } from '../../fields/key-field.ts';
import { localeField } from '../../fields/locale-fields.ts';
import { textField } from '../../fields/text-field.ts';

/** A source may have so much (SECURITY.md, 2); once its partials are put in, that is checked again. */
const MAX_SOURCE_LENGTH = 65_536;
const MAX_LOCALES = 50;
const MAX_VARIABLES = 100;

const source = () => z.string().max(MAX_SOURCE_LENGTH);

const email = z
  .strictObject({ subject: source(), html: source().optional(), text: source().optional() })
  .refine(({ html, text }) => html !== undefined || text !== undefined, {
    path: ['html'],
    message: 'Give html or text.',
    params: { code: 'required' },
  });

const titled = z.strictObject({
  title: source().optional(),
  body: source(),
  url: source().optional(),
});

const whatsapp = z.union([
  z.strictObject({ text: source() }),
  z.strictObject({
    contentSid: textField(64).meta({ description: "An approved template of Twilio's, HX…." }),
    variables: z
      .record(textField(64), source())
      .refine((named) => Object.keys(named).length <= MAX_VARIABLES, `At most ${MAX_VARIABLES}.`)
      .default({}),
  }),
]);

/** The sources of each channel that a template serves. */
const channelSources = z
  .strictObject({
    email: email.optional(),
    sms: z.strictObject({ text: source() }).optional(),
    whatsapp: whatsapp.optional(),
    push: titled.optional(),
    webhook: titled.optional(),
    in_app: titled.optional(),
    system: titled.optional(),
  })
  .refine((channels) => Object.values(channels).some((parts) => parts !== undefined), {
    message: 'Name at least one channel.',
  })
  .meta({ id: 'ChannelSources' });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a version of a template is made of (API.md, Templates). */
export const definitionFields = {
  channels: channelSources.meta({
    description: 'Eta sources: `<%= it.name %>`, `<% if (it.x) { %>…<% } %>`.',
  }),
  locales: z
    .record(localeField(), channelSources)
    .refine((locales) => Object.keys(locales).length <= MAX_LOCALES, `At most ${MAX_LOCALES}.`)
    .optional()
    .meta({ description: 'By language tag; pt-BR falls back to pt, then to channels.' }),
  layout: keyField().optional().meta({
    description: 'The partial that wraps the html of e-mail where it says `<%@ body %>`.',
  }),
  schema: z
    .custom<Readonly<Record<string, unknown>>>(isObject, 'A JSON Schema is an object.')
    .optional()
    .meta({
      type: 'object',
      additionalProperties: true,
      description: 'A JSON Schema that `data` must fit.',
    }),
};
