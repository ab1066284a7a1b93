import {
  asActor,
  type Database,
  DEFAULT_TENANT_ID,
  insertAuditEntry,
} from '@carillon/repositories';
import type { RequestHandler } from 'express';
import { beforeDeadline } from '../http/before-deadline.ts';
import { isRead } from './assert-own-page.ts';
import { operatorOf } from './require-operator.ts';

const CHANGE = /^\/api\/queues\/([^/]+)\/(.+)$/;

/**
 * Writes down what an operator is about to do to a queue; what cannot be written down is not done. Queues
 * are every tenant's, so the entry is in the log of the tenant `default`.
 */
export const auditChange =
  (database: Database): RequestHandler =>
  async (req, res, next) => {
    const [, queue = '', change = ''] = CHANGE.exec(req.path) ?? [];
    if (isRead(req)) return next();
    const actor = `operator:${operatorOf(res).name}`;
    const about = { entityType: 'queue', entityId: queue, after: { change } };
    const entry = { tenantId: DEFAULT_TENANT_ID, action: 'queue_changed', ...about };
    await beforeDeadline(insertAuditEntry(asActor(database, actor), entry));
    next();
  };
