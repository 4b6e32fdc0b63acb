import { createClient, type HostIo } from '@aai-connectors/core';
import { SpanStatusCode } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { tracing } from '../opentelemetry.ts';

it('traces every request, also those that fail, without the key', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const answers = [
    () => Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' })),
    () => Promise.resolve({ status: 503, headers: {}, body: '' }),
    () =>
      Promise.resolve({ status: 200, headers: { 'x-request-id': 'r-1' }, body: '{"id":"t-1","status":"completed"}' }),
  ];
  const io: HostIo = { send: () => answers.shift()!(), sleep: () => Promise.resolve() };
  const client = createClient({ io, apiKey: 'a-secret-key', hooks: tracing(provider.getTracer('test')) });

  await client.transcripts.get('t-1');

  const spans = exporter.getFinishedSpans();
  expect(
    spans.map(({ name, status, attributes }) => [
      name,
      status.code,
      attributes['http.response.status_code'],
      attributes['error.type'],
    ]),
  ).toEqual([
    ['transcripts.get', SpanStatusCode.ERROR, undefined, 'network'],
    ['transcripts.get', SpanStatusCode.ERROR, 503, undefined],
    ['transcripts.get', SpanStatusCode.UNSET, 200, undefined],
  ]);
  expect(spans.at(-1)?.attributes).toMatchObject({ 'http.request.resend_count': 2, 'assemblyai.request_id': 'r-1' });
  expect(JSON.stringify(spans.map(({ attributes }) => attributes))).not.toContain('a-secret-key');
});
