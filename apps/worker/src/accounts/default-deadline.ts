/** How long a provider call may take where its account says nothing, in ms (DESIGN.md, 7). */
export const DEFAULT_DEADLINE_MS = 10_000;
