import type { TemplateRecord, TemplateVersionRecord } from '@carillon/repositories';
import { z } from 'zod';

const time = z.iso.datetime();
const object = z.record(z.string(), z.unknown());

const summary = {
  key: z.string(),
  newestVersion: z.int(),
  publishedVersion: z.int().nullable().meta({ description: 'Null until one is published.' }),
  createdAt: time,
  updatedAt: time,
};

export const templateSummarySchema = z.strictObject(summary).meta({ id: 'TemplateSummary' });

export const templateSchema = z
  .strictObject({
    ...summary,
    version: z.int(),
    published: z.boolean().meta({ description: 'Whether this version is the published one.' }),
    channels: object,
    locales: object.nullable(),
    layout: z.string().nullable(),
    schema: object.nullable(),
  })
  .meta({ id: 'Template' });

export const templateSummaryView = (template: TemplateRecord) => ({
  key: template.key,
  newestVersion: template.newestVersion,
  publishedVersion: template.publishedVersion,
  createdAt: template.createdAt.toISOString(),
  updatedAt: template.updatedAt.toISOString(),
});

type Version = Pick<TemplateVersionRecord, 'version' | 'definition'>;

/** A template with one of its versions, as it was given. */
export const templateView = (template: TemplateRecord, { version, definition }: Version) => ({
  ...templateSummaryView(template),
  version,
  published: template.publishedVersion === version,
  channels: definition['channels'],
  locales: definition['locales'] ?? null,
  layout: definition['layout'] ?? null,
  schema: definition['schema'] ?? null,
});
