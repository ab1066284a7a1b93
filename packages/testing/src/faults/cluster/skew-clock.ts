// Loaded into a process by `--import …/skew-clock.ts?ms=3600000`: all that asks it for the time of day
// gets one that is so much later. What measures lengths of time (performance.now, timers) is left.
const skewMs = Number(new URL(import.meta.url).searchParams.get('ms'));
const Straight = Date;

class SkewedDate extends Straight {
  constructor(...args: [] | [number | string | Date]) {
    super(...((args.length === 0 ? [Straight.now() + skewMs] : args) as [number]));
  }

  static override now(): number {
    return Straight.now() + skewMs;
  }
}

globalThis.Date = SkewedDate as DateConstructor;
