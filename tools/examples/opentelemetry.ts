import type { Hooks, RequestEvent } from '@aai-connectors/core';
import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';

/**
 * One span for each request, named for its operation, with the attributes of the HTTP conventions. The key and the
 * tokens in links are blanked out before a hook sees them.
 */
export function tracing(tracer: Tracer): Hooks {
  const open = new Map<string, Span[]>();
  const keyOf = ({ operation, method, url, attempt }: RequestEvent): string =>
    [operation, method, url, attempt].join(' ');
  const close = (event: RequestEvent): Span | undefined => open.get(keyOf(event))?.shift();

  return {
    onRequest(event) {
      const span = tracer.startSpan(event.operation, {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': event.method,
          'url.full': event.url,
          'server.address': new URL(event.url).hostname,
          ...(event.attempt > 1 && { 'http.request.resend_count': event.attempt - 1 }),
        },
      });
      open.set(keyOf(event), [...(open.get(keyOf(event)) ?? []), span]);
    },
    onResponse(event) {
      const span = close(event);
      span?.setAttribute('http.response.status_code', event.status);
      if (event.requestId !== undefined) span?.setAttribute('assemblyai.request_id', event.requestId);
      if (event.status >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
    onFailure(event) {
      const span = close(event);
      span?.setAttribute('error.type', event.error.code);
      span?.setStatus({ code: SpanStatusCode.ERROR, message: event.error.message });
      span?.end();
    },
  };
}
