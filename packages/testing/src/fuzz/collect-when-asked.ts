// Loaded into an api by `--import`, with `--expose-gc`: it collects its garbage when it is told to, so that
// what it holds afterwards is held for good.
process.on('SIGUSR2', () => globalThis.gc?.());
