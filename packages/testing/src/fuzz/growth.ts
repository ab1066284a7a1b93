/** What a process of the api holds, as its own metrics tell. */
export interface Held {
  readonly heapBytes: number;
  readonly residentBytes: number;
}

const valueOf = (metrics: string, name: string): number =>
  Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);

/** Asks `/metrics`. */
export const readHeld = async (url: string): Promise<Held> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return {
    heapBytes: valueOf(metrics, 'nodejs_heap_size_used_bytes'),
    residentBytes: valueOf(metrics, 'process_resident_memory_bytes'),
  };
};

/** Even right after a collection some of the heap belongs to requests under way: the lowest counts. */
export const lowestHeap = (samples: readonly Held[]): number =>
  Math.min(...samples.map(({ heapBytes }) => heapBytes));

/** By how much the lowest used heap of the last third is above that of the second: 0.1 is a tenth. */
export const heapGrowth = (samples: readonly Held[]): number => {
  const third = Math.floor(samples.length / 3);
  return lowestHeap(samples.slice(2 * third)) / lowestHeap(samples.slice(third, 2 * third)) - 1;
};
