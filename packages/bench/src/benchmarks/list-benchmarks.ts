import { batchAccept } from './batch-accept.ts';
import type { Benchmark } from './benchmark.ts';
import { endToEnd } from './end-to-end.ts';
import { latency } from './latency.ts';
import { neighbour } from './neighbour.ts';
import { oldRows } from './old-rows.ts';
import { smtp, webhook } from './providers.ts';
import { render } from './render.ts';
import { endToEndSingle, singlePost } from './single-post.ts';

/** Every benchmark. Adding one takes its file and one line here. */
export const BENCHMARKS: readonly Benchmark[] = [
  endToEnd,
  endToEndSingle,
  singlePost,
  batchAccept,
  latency,
  neighbour,
  smtp,
  webhook,
  render,
  oldRows,
];
