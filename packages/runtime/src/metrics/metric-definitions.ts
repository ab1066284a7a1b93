/** One metric as data: everything that Prometheus and a reader need to know about it. */
export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds in seconds; histograms only. */
  readonly buckets?: readonly number[];
}

/** From a statement in memory (1 ms) to a provider at its deadline (60 s). */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** From a delivery at once to one that waited out several retries or an outage. */
const LONG_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1_800, 7_200];

/**
 * Every metric of Carillon, each defined once. Labels have few values by design: never a tenant, an
 * address or an id. Names that API.md promises must not change.
 */
export const METRIC_DEFINITIONS = {
  accepted: {
    kind: 'counter',
    name: 'carillon_accepted_total',
    help: 'Notifications accepted: committed and answered with 202.',
    labels: [],
  },
  attempts: {
    kind: 'counter',
    name: 'carillon_attempts_total',
    help: 'Provider calls that have ended, by outcome.',
    labels: ['channel', 'provider', 'outcome'],
  },
  deliveries: {
    kind: 'gauge',
    name: 'carillon_deliveries',
    help: 'Deliveries in each state.',
    labels: ['state'],
  },
  queueDepth: {
    kind: 'gauge',
    name: 'carillon_queue_depth',
    help: 'BullMQ jobs in each state of a channel’s queue.',
    labels: ['channel', 'state'],
  },
  oldestDueSeconds: {
    kind: 'gauge',
    name: 'carillon_oldest_due_seconds',
    help: 'How long the oldest due delivery has waited that no circuit, budget, cap or quiet hours hold; scale workers by it.',
    labels: [],
  },
  stuck: {
    kind: 'gauge',
    name: 'carillon_stuck',
    help: 'Deliveries in sending whose lease has run out and that no one has rescued yet.',
    labels: [],
  },
  circuitsOpen: {
    kind: 'gauge',
    name: 'carillon_circuits_open',
    help: 'Provider accounts, endpoints and hosts that hold their deliveries.',
    labels: ['kind'],
  },
  fencedWrites: {
    kind: 'counter',
    name: 'carillon_fenced_writes_total',
    help: 'Results refused because the delivery was no longer this worker’s.',
    labels: [],
  },
  outcomeUnknown: {
    kind: 'counter',
    name: 'carillon_outcome_unknown_total',
    help: 'Provider calls that may or may not have sent something.',
    labels: [],
  },
  unknownCodes: {
    kind: 'counter',
    name: 'carillon_unknown_codes_total',
    help: 'Failures whose vendor’s code has no row in our tables, so that a safe default decided.',
    labels: ['provider', 'code'],
  },
  reconciled: {
    kind: 'counter',
    name: 'carillon_reconciled_total',
    help: 'Deliveries given back because their job was missing in Redis.',
    labels: [],
  },
  turnedAway: {
    kind: 'counter',
    name: 'carillon_turned_away_total',
    help: 'Connections closed before there was a request: malformed, head too large, too slow, too many.',
    labels: ['reason'],
  },
  rateLimited: {
    kind: 'counter',
    name: 'carillon_rate_limited_total',
    help: 'Requests refused with 429, by whose limit it was.',
    labels: ['limit'],
  },
  rateLimiterAlone: {
    kind: 'counter',
    name: 'carillon_rate_limiter_unavailable_total',
    help: 'Requests counted by this process alone, because Redis did not answer.',
    labels: [],
  },
  eventDeliveries: {
    kind: 'counter',
    name: 'carillon_event_deliveries_total',
    help: 'Calls of event endpoints that have ended, by outcome.',
    labels: ['outcome'],
  },
  eventOldestDueSeconds: {
    kind: 'gauge',
    name: 'carillon_event_oldest_due_seconds',
    help: 'How long the oldest due event has waited for an endpoint that takes events; one that fails holds up its own.',
    labels: [],
  },
  inboxStreams: {
    kind: 'gauge',
    name: 'carillon_inbox_streams',
    help: 'Inbox streams that this process holds open.',
    labels: [],
  },
  httpSeconds: {
    kind: 'histogram',
    name: 'carillon_http_request_duration_seconds',
    help: 'From a request’s arrival to its answer; route is the pattern, never the path.',
    labels: ['method', 'route', 'status'],
    buckets: SECONDS,
  },
  providerSeconds: {
    kind: 'histogram',
    name: 'carillon_provider_call_duration_seconds',
    help: 'One provider call.',
    labels: ['channel', 'provider'],
    buckets: SECONDS,
  },
  queueSeconds: {
    kind: 'histogram',
    name: 'carillon_queue_wait_duration_seconds',
    help: 'From first due (accepted, or scheduled for) to the first claim.',
    labels: ['channel'],
    buckets: LONG_SECONDS,
  },
  deliverySeconds: {
    kind: 'histogram',
    name: 'carillon_delivery_duration_seconds',
    help: 'From first due (accepted, or scheduled for) to recorded as sent.',
    labels: ['channel'],
    buckets: LONG_SECONDS,
  },
  flushSeconds: {
    kind: 'histogram',
    name: 'carillon_flush_duration_seconds',
    help: 'One group statement (accept, claim, result) from its start to its commit.',
    labels: ['statement'],
    buckets: SECONDS,
  },
  choreSeconds: {
    kind: 'histogram',
    name: 'carillon_chore_duration_seconds',
    help: 'One pass of a chore.',
    labels: ['chore'],
    buckets: SECONDS,
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricKey = keyof typeof METRIC_DEFINITIONS;
