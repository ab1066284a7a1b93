// Tables of what messages are made of.
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface TemplateTable {
  id: string;
  tenant_id: string;
  key: string;
  newest_version: Generated<number>;
  published_version: number | null;
  deleted_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface TemplateVersionTable {
  id: string;
  tenant_id: string;
  template_id: string;
  version: number;
  definition: Json<Record<string, unknown>>;
  expanded: Json<Record<string, unknown>>;
  rules_version: number;
  created_at: Generated<Date>;
}

export interface PartialTable {
  tenant_id: string;
  name: string;
  source: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}
