/** Lets so many calls run at once; the others stand in line. */
export interface CallGate {
  /** Undefined where there is room; else resolves once there is. To be left once for every entry. */
  enter(): Promise<void> | undefined;
  leave(): void;
}

export const createCallGate = (capacity: number): CallGate => {
  const line: (() => void)[] = [];
  let inside = 0;
  return {
    enter: () => {
      if (inside >= capacity) return new Promise((resolve) => line.push(resolve));
      inside += 1;
      return undefined;
    },
    leave: () => {
      const next = line.shift();
      if (next === undefined) inside -= 1;
      else next();
    },
  };
};
