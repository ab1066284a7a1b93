import { findAnalyticsEndpoint } from './endpoints/analytics/find.endpoint.ts';
import { createApiKeyEndpoint } from './endpoints/api-keys/create.endpoint.ts';
import { deleteApiKeyEndpoint } from './endpoints/api-keys/delete.endpoint.ts';
import { findApiKeyEndpoint } from './endpoints/api-keys/find.endpoint.ts';
import { listApiKeysEndpoint } from './endpoints/api-keys/list.endpoint.ts';
import { rotateApiKeyEndpoint } from './endpoints/api-keys/rotate.endpoint.ts';
import { cancelBatchEndpoint } from './endpoints/batches/cancel.endpoint.ts';
import { listAuditEntriesEndpoint } from './endpoints/audit-entries/list.endpoint.ts';
import { findBatchEndpoint } from './endpoints/batches/find.endpoint.ts';
import { findCategoryEndpoint } from './endpoints/categories/find.endpoint.ts';
import { putCategoryEndpoint } from './endpoints/categories/put.endpoint.ts';
import { deleteDeadLetterEndpoint } from './endpoints/dead-letters/delete.endpoint.ts';
import { findDeadLetterEndpoint } from './endpoints/dead-letters/find.endpoint.ts';
import { deadLetterHoursEndpoint } from './endpoints/dead-letters/list-hours.endpoint.ts';
import { listDeadLettersEndpoint } from './endpoints/dead-letters/list.endpoint.ts';
import { redriveDeadLetterEndpoint } from './endpoints/dead-letters/redrive.endpoint.ts';
import { deadLetterStatisticsEndpoint } from './endpoints/dead-letters/statistics.endpoint.ts';
import { abortRedriveEndpoint } from './endpoints/redrives/abort.endpoint.ts';
import { findRedriveEndpoint } from './endpoints/redrives/find.endpoint.ts';
import { listRedrivesEndpoint } from './endpoints/redrives/list.endpoint.ts';
import { startRedriveEndpoint } from './endpoints/redrives/start.endpoint.ts';
import { deleteDeviceEndpoint } from './endpoints/devices/delete.endpoint.ts';
import { putDeviceEndpoint } from './endpoints/devices/put.endpoint.ts';
import { listEventsEndpoint } from './endpoints/events/list.endpoint.ts';
import { changeEventEndpointEndpoint } from './endpoints/event-endpoints/change.endpoint.ts';
import { createEventEndpointEndpoint } from './endpoints/event-endpoints/create.endpoint.ts';
import { deleteEventEndpointEndpoint } from './endpoints/event-endpoints/delete.endpoint.ts';
import { findEventEndpointEndpoint } from './endpoints/event-endpoints/find.endpoint.ts';
import { listEventEndpointsEndpoint } from './endpoints/event-endpoints/list.endpoint.ts';
import { listEventDeliveriesEndpoint } from './endpoints/event-endpoints/list-deliveries.endpoint.ts';
import { pingEventEndpointEndpoint } from './endpoints/event-endpoints/ping.endpoint.ts';
import { replayEventsEndpoint } from './endpoints/event-endpoints/replay.endpoint.ts';
import { rotateEventSecretEndpoint } from './endpoints/event-endpoints/rotate-secret.endpoint.ts';
import { countInboxEndpoint } from './endpoints/inbox/count.endpoint.ts';
import { createInboxTokenEndpoint } from './endpoints/inbox/create-token.endpoint.ts';
import { discardHoldEndpoint } from './endpoints/holds/discard.endpoint.ts';
import { listHoldsEndpoint } from './endpoints/holds/list.endpoint.ts';
import { releaseHoldEndpoint } from './endpoints/holds/release.endpoint.ts';
import { listInboxEndpoint } from './endpoints/inbox/list.endpoint.ts';
import { markInboxItemEndpoint } from './endpoints/inbox/mark.endpoint.ts';
import { readAllEndpoint } from './endpoints/inbox/read-all.endpoint.ts';
import { streamInboxEndpoint } from './endpoints/inbox/stream.endpoint.ts';
import { findMetricsEndpoint } from './endpoints/metrics/find.endpoint.ts';
import { acceptBatch } from './endpoints/notifications/accept-batch.endpoint.ts';
import { acceptNotification } from './endpoints/notifications/accept.endpoint.ts';
import { cancelNotificationEndpoint } from './endpoints/notifications/cancel.endpoint.ts';
import { findNotificationEndpoint } from './endpoints/notifications/find.endpoint.ts';
import { listAttemptsEndpoint } from './endpoints/notifications/list-attempts.endpoint.ts';
import { listNotificationsEndpoint } from './endpoints/notifications/list.endpoint.ts';
import { explainEndpoint } from './endpoints/notifications/explain.endpoint.ts';
import { previewNotificationEndpoint } from './endpoints/notifications/preview.endpoint.ts';
import { timelineEndpoint } from './endpoints/notifications/timeline.endpoint.ts';
import { deletePartialEndpoint } from './endpoints/partials/delete.endpoint.ts';
import { findPartialEndpoint } from './endpoints/partials/find.endpoint.ts';
import { putPartialEndpoint } from './endpoints/partials/put.endpoint.ts';
import { findPreferencesEndpoint } from './endpoints/preferences/find.endpoint.ts';
import { putPreferencesEndpoint } from './endpoints/preferences/put.endpoint.ts';
import { deleteSubscriberEndpoint } from './endpoints/subscribers/delete.endpoint.ts';
import { findSubscriberEndpoint } from './endpoints/subscribers/find.endpoint.ts';
import { listSubscribersEndpoint } from './endpoints/subscribers/list.endpoint.ts';
import { putSubscriberEndpoint } from './endpoints/subscribers/put.endpoint.ts';
import { createAccountEndpoint } from './endpoints/provider-accounts/create.endpoint.ts';
import { listAccountsEndpoint } from './endpoints/provider-accounts/list.endpoint.ts';
import { findAccountEndpoint } from './endpoints/provider-accounts/find.endpoint.ts';
import { changeAccountEndpoint } from './endpoints/provider-accounts/change.endpoint.ts';
import { deleteAccountEndpoint } from './endpoints/provider-accounts/delete.endpoint.ts';
import { verifyAccountEndpoint } from './endpoints/provider-accounts/verify.endpoint.ts';
import { accountHealthEndpoint } from './endpoints/provider-accounts/health.endpoint.ts';
import { listProvidersEndpoint } from './endpoints/providers/list.endpoint.ts';
import { findRouteEndpoint } from './endpoints/routes/find.endpoint.ts';
import { putRouteEndpoint } from './endpoints/routes/put.endpoint.ts';
import { findSettingsEndpoint } from './endpoints/settings/find.endpoint.ts';
import { changeSettingsEndpoint } from './endpoints/settings/change.endpoint.ts';
import { listSuppressionsEndpoint } from './endpoints/suppressions/list.endpoint.ts';
import { createSuppressionEndpoint } from './endpoints/suppressions/create.endpoint.ts';
import { deleteSuppressionEndpoint } from './endpoints/suppressions/delete.endpoint.ts';
import { addMembersEndpoint } from './endpoints/topics/add-members.endpoint.ts';
import { deleteTopicEndpoint } from './endpoints/topics/delete.endpoint.ts';
import { findTopicEndpoint } from './endpoints/topics/find.endpoint.ts';
import { listTopicsEndpoint } from './endpoints/topics/list.endpoint.ts';
import { putTopicEndpoint } from './endpoints/topics/put.endpoint.ts';
import { removeMembersEndpoint } from './endpoints/topics/remove-members.endpoint.ts';
import { createTenantEndpoint } from './endpoints/tenants/create.endpoint.ts';
import { changeTenantEndpoint } from './endpoints/tenants/change.endpoint.ts';
import { findTenantEndpoint } from './endpoints/tenants/find.endpoint.ts';
import { listTenantsEndpoint } from './endpoints/tenants/list.endpoint.ts';
import { addVersionEndpoint } from './endpoints/templates/add-version.endpoint.ts';
import { createTemplateEndpoint } from './endpoints/templates/create.endpoint.ts';
import { deleteTemplateEndpoint } from './endpoints/templates/delete.endpoint.ts';
import { findTemplateEndpoint } from './endpoints/templates/find.endpoint.ts';
import { listTemplatesEndpoint } from './endpoints/templates/list.endpoint.ts';
import { previewTemplateEndpoint } from './endpoints/templates/preview.endpoint.ts';
import { publishTemplateEndpoint } from './endpoints/templates/publish.endpoint.ts';
import { testTemplateEndpoint } from './endpoints/templates/test.endpoint.ts';
import type { Endpoint } from './http/endpoint.ts';

export const BASE_PATH = '/api/v1';

/** Every operation below the base path. Paths are tried in this order: the busiest first. */
export const ROUTES: readonly Endpoint[] = [
  acceptNotification,
  listNotificationsEndpoint,
  previewNotificationEndpoint,
  acceptBatch,
  findNotificationEndpoint,
  cancelNotificationEndpoint,
  listAttemptsEndpoint,
  timelineEndpoint,
  explainEndpoint,
  findBatchEndpoint,
  cancelBatchEndpoint,
  listDeadLettersEndpoint,
  deadLetterStatisticsEndpoint,
  deadLetterHoursEndpoint,
  startRedriveEndpoint,
  listRedrivesEndpoint,
  findRedriveEndpoint,
  abortRedriveEndpoint,
  findDeadLetterEndpoint,
  deleteDeadLetterEndpoint,
  redriveDeadLetterEndpoint,
  createTemplateEndpoint,
  listTemplatesEndpoint,
  findTemplateEndpoint,
  deleteTemplateEndpoint,
  addVersionEndpoint,
  publishTemplateEndpoint,
  previewTemplateEndpoint,
  testTemplateEndpoint,
  putPartialEndpoint,
  findPartialEndpoint,
  deletePartialEndpoint,
  listSubscribersEndpoint,
  findSubscriberEndpoint,
  putSubscriberEndpoint,
  deleteSubscriberEndpoint,
  putDeviceEndpoint,
  deleteDeviceEndpoint,
  findPreferencesEndpoint,
  putPreferencesEndpoint,
  findCategoryEndpoint,
  putCategoryEndpoint,
  listEventsEndpoint,
  listInboxEndpoint,
  countInboxEndpoint,
  readAllEndpoint,
  streamInboxEndpoint,
  markInboxItemEndpoint,
  createInboxTokenEndpoint,
  findMetricsEndpoint,
  findAnalyticsEndpoint,
  createAccountEndpoint,
  listAccountsEndpoint,
  findAccountEndpoint,
  changeAccountEndpoint,
  deleteAccountEndpoint,
  verifyAccountEndpoint,
  accountHealthEndpoint,
  listProvidersEndpoint,
  findRouteEndpoint,
  putRouteEndpoint,
  findSettingsEndpoint,
  changeSettingsEndpoint,
  listHoldsEndpoint,
  releaseHoldEndpoint,
  discardHoldEndpoint,
  createEventEndpointEndpoint,
  listEventEndpointsEndpoint,
  findEventEndpointEndpoint,
  changeEventEndpointEndpoint,
  deleteEventEndpointEndpoint,
  rotateEventSecretEndpoint,
  pingEventEndpointEndpoint,
  listEventDeliveriesEndpoint,
  replayEventsEndpoint,
  listSuppressionsEndpoint,
  createSuppressionEndpoint,
  deleteSuppressionEndpoint,
  listTopicsEndpoint,
  findTopicEndpoint,
  putTopicEndpoint,
  deleteTopicEndpoint,
  addMembersEndpoint,
  removeMembersEndpoint,
  createApiKeyEndpoint,
  listApiKeysEndpoint,
  findApiKeyEndpoint,
  deleteApiKeyEndpoint,
  rotateApiKeyEndpoint,
  createTenantEndpoint,
  listTenantsEndpoint,
  findTenantEndpoint,
  listAuditEntriesEndpoint,
  changeTenantEndpoint,
];
