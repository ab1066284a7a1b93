/** Numbers the parameters of a statement that is put together from parts. */
export interface Parameters {
  readonly values: unknown[];
  /** Adds a value and returns its placeholder with a cast, e.g. `$3::uuid[]`. */
  add(value: unknown, type: string): string;
}

export const parameters = (): Parameters => {
  const values: unknown[] = [];
  return {
    values,
    add: (value, type) => `$${values.push(value)}::${type}`,
  };
};
