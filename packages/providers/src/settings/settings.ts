/** A provider account's settings after `parseSettings`, by name. */
export type Settings = Readonly<Record<string, string | number | boolean>>;
