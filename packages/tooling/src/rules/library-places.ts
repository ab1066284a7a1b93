import { edgesOf } from '../repository/edges-of.ts';
import type { Rule } from './rule.ts';

interface Place {
  readonly libraries: RegExp;
  /** Folders that may import it, each with its slash. */
  readonly folders: readonly string[];
  /** Whether tests may import it wherever they lie. */
  readonly inTests?: boolean;
}

const providerFolder = (name: string): string => `packages/providers/src/${name}/`;

/** Where each library with a grip on its surroundings may be used. */
const PLACES: readonly Place[] = [
  {
    libraries: /^(?:bullmq|ioredis)$/,
    folders: ['packages/queue/', 'packages/embedded/', 'packages/testing/', 'packages/bench/'],
  },
  {
    libraries: /^(?:pg|pg-.*|kysely)$/,
    folders: [
      'packages/repositories/',
      'packages/embedded/',
      'packages/testing/',
      'packages/bench/',
    ],
  },
  { libraries: /^rate-limiter-flexible$/, folders: ['packages/queue/src/failures/'] },
  { libraries: /^express$/, folders: ['apps/api/', 'apps/sandbox/', 'packages/bench/'] },
  { libraries: /^@bull-board\//, folders: ['apps/api/'] },
  { libraries: /^(?:winston|prom-client)$/, folders: ['packages/runtime/'] },
  { libraries: /^@opentelemetry\//, folders: ['packages/runtime/src/tracing/'] },
  {
    libraries: /^(?:eta|acorn|html-to-text)$/,
    folders: ['packages/templates/', 'packages/bench/'],
  },
  { libraries: /^ajv$/, folders: ['packages/templates/', 'packages/testing/'] },
  {
    libraries: /^nodemailer$/,
    folders: [providerFolder('smtp'), 'packages/bench/'],
    inTests: true,
  },
  { libraries: /^@sendgrid\//, folders: [providerFolder('sendgrid')], inTests: true },
  { libraries: /^twilio$/, folders: [providerFolder('twilio')], inTests: true },
  { libraries: /^firebase-admin$/, folders: [providerFolder('fcm')], inTests: true },
  { libraries: /^playwright-core$/, folders: ['apps/api/test/browser/'] },
  { libraries: /^libphonenumber-js$/, folders: [providerFolder('phone')] },
  { libraries: /^toasted-notifier$/, folders: [providerFolder('desktop')] },
];

export const libraryPlaces: Rule = {
  name: 'library-places',
  reason:
    'A library with a grip on its surroundings (queue, database, HTTP, a vendor’s SDK) is known in one ' +
    'place, so that it can be replaced, upgraded and reasoned about there.',
  find: (repository) =>
    edgesOf(repository).flatMap(({ source, target, line }) => {
      if (target.kind !== 'package') return [];
      const place = PLACES.find(({ libraries }) => libraries.test(target.name));
      if (place === undefined || (place.inTests && source.role === 'test')) return [];
      if (place.folders.some((folder) => source.path.startsWith(folder))) return [];
      const message = `imports ${target.name}, which belongs in ${place.folders.join(', ')}`;
      return [{ file: source.path, line, message }];
    }),
};
