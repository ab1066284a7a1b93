import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as it came to the collector. */
export interface CollectedSpan {
  readonly service: unknown;
  readonly traceId: string;
  readonly spanId: string;
  /** Null where the span begins its trace. */
  readonly parentSpanId: string | null;
  readonly name: string;
  /** As OTLP numbers them: 2 is a server's, 3 a client's, 5 a consumer's. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Span ids. */
  readonly links: readonly string[];
  readonly isError: boolean;
}

/** An OpenTelemetry collector that keeps what it is told (OTLP over HTTP, as JSON). */
export interface Collector {
  readonly origin: string;
  readonly spans: readonly CollectedSpan[];
  /** The headers of each call. */
  readonly calls: readonly NodeJS.Dict<string | string[]>[];
  /** From now on no call is answered. */
  hang(): void;
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[];
  }[];
}

interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
  readonly links: readonly { readonly spanId: string }[];
  readonly status: { readonly code: number };
}

const ERROR = 2;

const valuesOf = (attributes: readonly Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const spansIn = ({ resourceSpans }: Exported): CollectedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, kind, attributes, links, status }) => ({
        service: valuesOf(resource.attributes)['service.name'],
        traceId,
        spanId,
        parentSpanId: parentSpanId || null,
        name,
        kind,
        attributes: valuesOf(attributes),
        links: links.map((link) => link.spanId),
        isError: status.code === ERROR,
      })),
    ),
  );

export const openCollector = async (): Promise<Collector> => {
  const spans: CollectedSpan[] = [];
  const calls: NodeJS.Dict<string | string[]>[] = [];
  let hangs = false;
  const server = createServer((request, response: ServerResponse) => {
    void json(request).then((exported) => {
      calls.push(request.headers);
      if (hangs) return;
      spans.push(...spansIn(exported as Exported));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    calls,
    hang: () => {
      hangs = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
