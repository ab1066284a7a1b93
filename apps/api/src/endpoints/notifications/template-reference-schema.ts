import { z } from 'zod';
import { dataField } from '../../fields/data-field.ts';
import { keyField } from '../../fields/key-field.ts';
import { localeField } from '../../fields/locale-fields.ts';
import { versionField } from '../../fields/version-field.ts';

/** A template in place of content (API.md, Notifications). */
export const templateReferenceSchema = z
  .strictObject({
    key: keyField(),
    version: versionField().optional().meta({ description: 'Left out: the published one.' }),
    locale: localeField().optional().meta({
      description: "Left out: the recipient's, else the subscriber's.",
    }),
    data: dataField().default({}),
  })
  .meta({ id: 'TemplateReference' });
