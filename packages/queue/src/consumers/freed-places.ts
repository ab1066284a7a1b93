import type { Places } from '../window/window-class.ts';

/** Jobs that end within this many milliseconds free their places in one command. */
const FLUSH_MS = 20;

/** Gathers the places that ended jobs leave, so that freeing them costs no command per job. */
export interface FreedPlaces {
  /** One job of that window and tenant has left Redis. */
  free(place: Omit<Places, 'jobs'>): void;
  /** Frees what has gathered; called by itself, and at the end. */
  flush(): Promise<void>;
}

export const freedPlaces = (giveBack: (places: Places[]) => Promise<void>): FreedPlaces => {
  let gathered = new Map<string, Places>();
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const places = [...gathered.values()];
    gathered = new Map();
    if (places.length > 0) await giveBack(places);
  };

  return {
    free: (place) => {
      const name = `${place.rank}:${place.tenantId}`;
      gathered.set(name, { ...place, jobs: (gathered.get(name)?.jobs ?? 0) + 1 });
      timer ??= setTimeout(() => void flush(), FLUSH_MS);
    },
    flush,
  };
};
