import type { Channel } from '@carillon/domain';
import type { Producer } from '@carillon/queue';
import type { Database, VersionMemory } from '@carillon/repositories';
import type { Clock, Logger, Metrics } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import type { Paces } from '../brake/open-paces.ts';
import type { Ids } from '../create-ids.ts';
import type { TenantDirectory } from '../tenants/open-tenant-directory.ts';
import type { Accepted, AcceptEntry } from './accept-entry.ts';
import { createBatcher } from './batcher.ts';
import { enqueueDeps, enqueueJobs } from './enqueue-jobs.ts';
import { flushInTurns } from './flush-in-turns.ts';
import { planAlone, type PlannedAlone } from './plan-alone.ts';
import type { RequestDraft } from './request-draft.ts';
import { createTryTemplates, namesTemplates } from './try-templates.ts';

/** DESIGN.md, 6. */
const MAX_REQUESTS = 500;
const MAX_FLUSH_BYTES = 4 * 1_024 * 1_024;
/** Memory that requests may hold while they wait: some ten flushes. */
const MAX_WAITING_BYTES = 48 * 1_024 * 1_024;
/** 503 comes within 2 s of the request (RELIABILITY.md, row 38). */
const DEADLINE_MS = 1_800;
/** Deliveries to a job; a channel with a cap has one, because BullMQ's limiter counts jobs. */
const CHUNK_SIZE = 50;

export interface AcceptorDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly cappedChannels: ReadonlySet<Channel>;
  readonly tenants: TenantDirectory;
  readonly paces: Paces;
  readonly versions: VersionMemory;
  readonly renderer: Renderer;
}

/** Where accepted requests become durable. */
export interface Acceptor {
  /** Resolves when the request is committed; rejects with a refusal, in time by itself. */
  accept(entry: AcceptEntry): Promise<Accepted>;
  /** Plans a request as `accept` would, and stores nothing. */
  plan(tenantId: string, draft: RequestDraft): Promise<PlannedAlone>;
  /** Resolves when everything is answered and every job is added or given back. */
  idle(): Promise<void>;
}

export const openAcceptor = (deps: AcceptorDeps): Acceptor => {
  const { database, producer, clock, ids, log, metrics, cappedChannels, tenants, paces } = deps;
  const tryTemplates = createTryTemplates(deps);
  const enqueueing = new Set<Promise<void>>();
  const enqueue = enqueueDeps(database, producer, log);

  const track = (work: Promise<void>): void => {
    enqueueing.add(work);
    void work.finally(() => enqueueing.delete(work));
  };

  const flush = async (entries: readonly AcceptEntry[]) => {
    const end = metrics.flushSeconds.startTimer({ statement: 'accept' });
    try {
      return await flushInTurns(entries, {
        database,
        clock,
        ids,
        tenants,
        paces,
        admit: (wanted) => producer.window.admit(wanted),
        chunkSizeOf: (channel) => (cappedChannels.has(channel) ? 1 : CHUNK_SIZE),
        // The answers go out first: they are written before the event loop comes to this.
        onStored: (plan) =>
          track(
            new Promise<void>((done) => setImmediate(done)).then(() => enqueueJobs(plan, enqueue)),
          ),
        onFailed: ({ places }) => track(producer.window.giveBack(places)),
      });
    } finally {
      end();
    }
  };

  const batcher = createBatcher({
    flush,
    weightOf: (entry: AcceptEntry) => entry.bytes,
    maxItems: MAX_REQUESTS,
    maxWeight: MAX_FLUSH_BYTES,
    maxWaiting: MAX_WAITING_BYTES,
    deadlineMs: DEADLINE_MS,
  });

  return {
    accept: async (entry) => {
      const tried = namesTemplates(entry) ? await tryTemplates(entry) : entry;
      const accepted = await batcher.add(tried);
      if (accepted.notifications > 0) metrics.accepted.inc(accepted.notifications);
      return accepted;
    },
    plan: (tenantId, draft) => planAlone({ ...deps, tryTemplates }, { tenantId, drafts: [draft] }),
    idle: async () => {
      await batcher.idle();
      await Promise.all(enqueueing);
    },
  };
};
