import type { Random } from '../random.ts';

/** A call of a webhook address, as a host parsed it. */
export interface Delivery {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

export const HEADER = 'x-assemblyai-webhook-secret';

/** Bodies that are about no transcript, or only claim to be. `id` is that of a real one. */
const bodyOf = (random: Random, id: string): unknown =>
  random.pick<() => unknown>([
    () => ({ transcript_id: `made-up-${random.int(0, 1e9)}`, status: 'completed' }),
    () => ({ transcript_id: id, status: 'completed', extra: 'x'.repeat(10_000) }),
    () => ({ transcript_id: `../${id}`, status: 'completed' }),
    () => ({ transcript_id: `${id}?x=1#y`, status: 'completed' }),
    () => ({ transcript_id: [id], status: 'completed' }),
    () => ({ transcript_id: { toString: 'x' }, status: 7 }),
    () => ({ transcript_id: 'x'.repeat(1_000_000), status: 'completed' }),
    () => ({
      status: 'redacted_audio_ready',
      redacted_audio_url: random.pick(['javascript:1', 'file:///a', 'https://e.example/a']),
    }),
    () => JSON.parse('{"__proto__":{"transcript_id":"x","status":"completed","polluted":true}}') as unknown,
    () => ({ session_id: 's', messages: [1] }),
    () => nested(random.pick([10, 5_000])),
    () => 'x'.repeat(1_000_000),
    () => JSON.stringify(JSON.stringify(JSON.stringify({ transcript_id: id, status: 'completed' }))),
    () => random.pick<unknown>([null, undefined, '', 7, [], {}, true, '{', new Uint8Array(10), '\ud800']),
    () => Buffer.from(JSON.stringify({ transcript_id: '\u0000', status: 'completed' })),
  ])();

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { transcript_id: value };
  return value;
};

/** A delivery that does not come from the service: it does not know the secret. */
export function forged(random: Random, id: string): Delivery {
  const secret = random.pick([undefined, '', 'wrong', 'x'.repeat(100_000), '\ud800']);
  return {
    body: bodyOf(random, id),
    headers: { 'content-type': 'application/json', ...(secret !== undefined && { [HEADER]: secret }) },
    query: random.pick<Record<string, string>>([{}, { aai_ref: 'x' }, { __proto__: 'x' }]),
  };
}

/** What the service sends. */
export const genuine = (id: string, secret: string): Delivery => ({
  body: { transcript_id: id, status: 'completed' },
  headers: { 'content-type': 'application/json', [HEADER]: secret },
  query: {},
});
