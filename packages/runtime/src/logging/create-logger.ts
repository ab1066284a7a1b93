import winston from 'winston';
import type { LogFields, Logger, LogLevel } from './logger.ts';
import { prettyLine } from './pretty-line.ts';
import { safeFields } from './safe-fields.ts';

/** `destination` is standard output unless told otherwise. */
export interface LoggerOptions {
  readonly level: LogLevel;
  /** The process that speaks: `api`, `worker`, … */
  readonly service: string;
  readonly pretty: boolean;
  readonly destination?: NodeJS.WritableStream;
}

const { combine, timestamp, printf } = winston.format;

const partsOf = ({ level, message, timestamp, service, ...fields }: LogFields) => ({
  level: String(level),
  message: String(message),
  timestamp: String(timestamp),
  service: String(service),
  fields,
});

const asJson = printf((info) => {
  const { fields, timestamp: time, level, message, service } = partsOf(info);
  const own = { time, level, message, service };
  return JSON.stringify({ ...own, ...fields, ...own }); // twice: first in order, last in authority
});
const asPretty = printf((info) => prettyLine(partsOf(info)));

/**
 * Fields are made printable here and not in a winston format, so that an `error` field stays
 * whole until then and a field called `level` or `message` cannot overwrite the line's own.
 */
const toLogger = (to: winston.Logger, bound: LogFields): Logger => {
  const write =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (to.isLevelEnabled(level))
        to.log({ ...safeFields({ ...bound, ...fields }), level, message });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => toLogger(to, { ...bound, ...fields }),
  };
};

/**
 * A logger on winston: one JSON object a line (`time` in ISO 8601 UTC, `level`, `message`,
 * `service`, then the fields) or, with `pretty`, a line for people.
 */
export const createLogger = ({ level, service, pretty, destination }: LoggerOptions): Logger => {
  const to = winston.createLogger({
    level,
    levels: { error: 0, warn: 1, info: 2, debug: 3 },
    format: combine(timestamp(), pretty ? asPretty : asJson),
    transports: [new winston.transports.Stream({ stream: destination ?? process.stdout })],
  });
  return toLogger(to, { service });
};
