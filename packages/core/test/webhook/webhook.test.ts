import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAssemblyAIError } from '../../src/errors.ts';
import {
  buildWebhookUrl,
  createWebhook,
  deliveryKey,
  parseWebhook,
  receiveWebhook,
  verifyWebhook,
  WEBHOOK_SOURCE_IPS,
} from '../../src/webhook/index.ts';
import { sameText } from '../../src/webhook/verify.ts';

const read = (name: string): string => readFileSync(new URL(`../fixtures/webhooks/${name}`, import.meta.url), 'utf8');
const fixture = (name: string): unknown => JSON.parse(read(name));

const ID = '5552493-16d8-42d8-8feb-c2a16b56f6e8';
const COMPLETED = { transcript_id: ID, status: 'completed' };
const REDACTED = {
  status: 'redacted_audio_ready',
  redacted_audio_url: 'https://example.com/redacted/a.wav?Signature=s',
};

/** Bytes that differ between calls, but are the same in each run. */
const counting = (): ((count: number) => Uint8Array) => {
  let next = 0;
  return (count) => Uint8Array.from({ length: count }, () => next++ % 256);
};

const fieldOf = (attempt: () => unknown): string | undefined => {
  try {
    attempt();
  } catch (error) {
    if (isAssemblyAIError(error)) return error.field;
  }
  return undefined;
};

describe('a new webhook', () => {
  it('has its own secret and reference', () => {
    const webhook = createWebhook({ url: 'https://example.com/resume?signature=a%2Fb', randomBytes: counting() });
    const secret = Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(webhook.headerValue).toBe(secret);
    expect(webhook.ref).toBe('202122232425262728292a2b2c2d2e2f');
    expect(webhook.params).toEqual({
      webhook_url: `https://example.com/resume?signature=a%2Fb&aai_ref=${webhook.ref}`,
      webhook_auth_header_name: 'X-AssemblyAI-Webhook-Secret',
      webhook_auth_header_value: secret,
    });
    expect(webhook.url).toBe(webhook.params.webhook_url);
  });

  it('never repeats a secret of 256 bits that is valid in a header', () => {
    const secrets = Array.from({ length: 50 }, () => createWebhook({ url: 'https://example.com' }).headerValue);
    expect(new Set(secrets).size).toBe(50);
    expect(secrets.every((secret) => /^[0-9a-f]{64}$/.test(secret))).toBe(true);
  });

  it('accepts metadata, another header, and a given reference or none', () => {
    const url = 'https://example.com/';
    expect(createWebhook({ url, ref: 'run 7', metadata: { row: 3 } }).url).toBe(`${url}?row=3&aai_ref=run%207`);
    const plain = createWebhook({ url, ref: false, headerName: 'X-My-Secret' });
    expect([plain.url, plain.ref, plain.params.webhook_auth_header_name]).toEqual([url, undefined, 'X-My-Secret']);
  });

  it('rejects values that AssemblyAI cannot use, and names the parameter', () => {
    for (const url of ['', 'example.com', 'ftp://example.com/x', 'mailto:a@example.com']) {
      expect(fieldOf(() => createWebhook({ url }))).toBe('webhook_url');
    }
    for (const headerName of ['', 'two words', 'a:b', 'ä', 'x\r\ny']) {
      expect(fieldOf(() => createWebhook({ url: 'https://example.com', headerName }))).toBe('webhook_auth_header_name');
    }
  });

  it('rejects a random source that returns too few bytes', () => {
    expect(() => createWebhook({ url: 'https://example.com', randomBytes: () => new Uint8Array(4) })).toThrow(
      '32 bytes',
    );
  });
});

describe('the webhook URL', () => {
  it('matches the documentation for the documented metadata', () => {
    const { webhook_url } = fixture('webhook-url-with-metadata.json') as { webhook_url: string };
    expect(buildWebhookUrl('https://example.com/webhook', { customer_id: 1234, order_id: '5678' })).toBe(webhook_url);
  });

  it('keeps the existing query unchanged', () => {
    const base = 'https://example.com/a%2fb?flag&x=a+b&y=%20%2F&x=2&signature=a~b#part';
    expect(buildWebhookUrl(base, { z: 'a b&c', none: undefined, nil: null })).toBe(
      'https://example.com/a%2fb?flag&x=a+b&y=%20%2F&x=2&signature=a~b&z=a%20b%26c#part',
    );
  });

  it('accepts the same value again, but not another one', () => {
    expect(buildWebhookUrl('https://example.com/?a=1', { a: 1 })).toBe('https://example.com/?a=1');
    expect(fieldOf(() => buildWebhookUrl('https://example.com/?a=1', { a: 2 }))).toBe('webhook_url');
  });

  it('returns any metadata, and keeps any query', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    const query = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })), { maxLength: 6 });
    const metadata = fc.dictionary(name, fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean()));
    fc.assert(
      fc.property(query, metadata, (present, added) => {
        const base = new URL(`https://example.com/hook?${new URLSearchParams(present)}`);
        const fresh = Object.entries(added).filter(([key]) => !base.searchParams.has(key));
        const url = new URL(buildWebhookUrl(base, Object.fromEntries(fresh)));
        expect([...url.searchParams]).toEqual([
          ...base.searchParams,
          ...fresh.map(([key, value]) => [key, String(value)]),
        ]);
        expect(url.search.startsWith(base.search)).toBe(true);
      }),
    );
  });
});

describe('the secret', () => {
  const headerName = 'X-My-Webhook-Secret';
  const secret = 'secret-value';
  const verify = (headers: unknown): boolean => verifyWebhook({ headers: headers as Headers, headerName, secret });

  it('is found in headers of any form, in any case', () => {
    const { headers } = fixture('delivery-request.completed.json') as { headers: Record<string, string> };
    expect(verify(headers)).toBe(true);
    expect(verify({ 'x-my-webhook-secret': secret })).toBe(true);
    expect(verify({ 'X-MY-WEBHOOK-SECRET': [secret] })).toBe(true);
    expect(verify(new Headers({ [headerName]: secret }))).toBe(true);
    expect(verify(new Map([['x-my-webhook-secret', secret]]))).toBe(true);
    expect(verify([['Host', 'example.com'], ['X-my-Webhook-Secret', secret]])).toBe(true); // prettier-ignore
  });

  it('is rejected if it is missing, wrong, repeated, or not text', () => {
    const refused = [
      {},
      null,
      undefined,
      'x-my-webhook-secret: secret-value',
      { [headerName]: undefined },
      { [headerName]: '' },
      { [headerName]: 'secret-valu' },
      { [headerName]: 'secret-value ' },
      { [headerName]: 'Secret-value' },
      { [headerName]: 'secret-valuesecret-value' },
      { [headerName]: [secret, 'other'] },
      { [headerName]: secret, [headerName.toLowerCase()]: 'other' },
      { [headerName]: { secret } },
      ['x-my-webhook-secret', secret],
      { other: secret },
    ];
    for (const headers of refused) expect(verify(headers), JSON.stringify(headers)).toBe(false);
  });

  it('is never empty', () => {
    expect(verifyWebhook({ headers: { a: '' }, headerName: 'a', secret: '' })).toBe(false);
    expect(verifyWebhook({ headers: {}, headerName: 'a', secret: '' })).toBe(false);
  });

  it('is right only if it is equal', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    const pair = fc.oneof(fc.tuple(text, text), text.map((same) => [same, same] as const)); // prettier-ignore
    fc.assert(
      fc.property(pair, ([expected, given]) => {
        expect(verifyWebhook({ headers: { h: given }, headerName: 'H', secret: expected })).toBe(given === expected);
      }),
    );
  });

  it('is compared in constant time', () => {
    const long = 'a'.repeat(64);
    const reads = (given: string): number => {
      let count = 0;
      const counted = {
        length: given.length,
        charCodeAt(at: number): number {
          count += 1;
          return given.charCodeAt(at);
        },
      } as string;
      sameText(counted, long);
      return count;
    };
    expect(reads(`b${'a'.repeat(63)}`)).toBe(64);
    expect(reads(`${'a'.repeat(63)}b`)).toBe(64);
  });
});

describe('a delivery', () => {
  it.each([
    ['delivery-completed.json', { kind: 'transcript', transcriptId: ID, status: 'completed' }],
    ['delivery-error.json', { kind: 'transcript', transcriptId: ID, status: 'error' }],
    [
      'redacted-audio-notification.json',
      { kind: 'redacted_audio', url: expect.stringContaining('/redacted-audio/785efd9e') as unknown },
    ],
  ])('%s is read in every form of a host', (name, expected) => {
    const text = read(name);
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array([0, ...bytes, 0]);
    const forms = [
      text,
      `\ufeff  ${text}\n`,
      JSON.stringify(text),
      JSON.parse(text),
      bytes,
      padded.subarray(1, -1),
      bytes.buffer.slice(0, bytes.length),
      Buffer.from(text),
      new DataView(bytes.buffer),
    ];
    for (const form of forms) expect(parseWebhook(form)).toEqual(expected);
  });

  it('may have unknown fields, spaces around its ID, and an unknown status', () => {
    expect(parseWebhook({ transcript_id: ` ${ID}\n`, status: ' cancelled ', extra: 1 })).toEqual({
      kind: 'transcript',
      transcriptId: ID,
      status: 'cancelled',
    });
  });

  it('of redacted audio keeps the ID if it has one', () => {
    expect(parseWebhook({ ...REDACTED, transcript_id: ID })).toMatchObject({
      kind: 'redacted_audio',
      transcriptId: ID,
    });
    expect(parseWebhook({ redacted_audio_url: REDACTED.redacted_audio_url }).kind).toBe('redacted_audio');
    expect(parseWebhook({ ...COMPLETED, redacted_audio_url: 'https://example.com/a.wav' }).kind).toBe('transcript');
  });

  it('of a streaming session is recognized', () => {
    expect(parseWebhook({ session_id: 's-1', messages: [{ type: 'Begin' }] })).toEqual({
      kind: 'streaming',
      sessionId: 's-1',
      messages: [{ type: 'Begin' }],
    });
  });

  it.each([
    ['', 'The body is empty.'],
    [undefined, 'The body is empty.'],
    ['null', 'The body is empty.'],
    ['hello', 'The body is not a JSON object.'],
    [[COMPLETED], 'The body is not a JSON object.'],
    [{ body: COMPLETED }, 'The body has no transcript ID.'],
    [{ transcript_id: 7, status: 'completed' }, 'The body has no transcript ID.'],
    [{ transcript_id: '  ', status: 'completed' }, 'The body has no transcript ID.'],
    [{ transcript_id: ID }, 'The body has no status.'],
    [{ status: 'redacted_audio_ready' }, 'The redacted audio has no valid link.'],
    [{ ...REDACTED, redacted_audio_url: 'javascript:alert(1)' }, 'The redacted audio has no valid link.'],
  ])('%j is unknown: %s', (body, reason) => {
    expect(parseWebhook(body)).toMatchObject({ kind: 'unknown', reason });
  });

  it('never throws, for any body', () => {
    const hostile = {
      get status(): string {
        throw new Error('no');
      },
    };
    expect(parseWebhook(hostile).kind).toBe('unknown');
    fc.assert(
      fc.property(
        fc.oneof(fc.anything({ withTypedArray: true, withNullPrototype: true, withMap: true }), fc.json()),
        (body) => {
          const delivery = parseWebhook(body);
          expect(['transcript', 'redacted_audio', 'streaming', 'unknown']).toContain(delivery.kind);
          expect(parseWebhook(JSON.stringify(body)).kind).toBeDefined();
          expect(receiveWebhook({ body, headers: body as never, query: body as never }).accepted).toBeDefined();
        },
      ),
    );
  });

  it('has the same key as its repeats, and no others', () => {
    const key = (body: unknown): string | undefined => deliveryKey(parseWebhook(body));
    expect(key(COMPLETED)).toBe(key(JSON.stringify(COMPLETED)));
    expect(key(REDACTED)).toBe(
      key({ ...REDACTED, redacted_audio_url: 'https://example.com/redacted/a.wav?Signature=t' }),
    );
    const keys = [COMPLETED, { ...COMPLETED, status: 'error' }, REDACTED, { session_id: 's', messages: [] }].map(key);
    expect(new Set(keys).size).toBe(4);
    expect(key({})).toBeUndefined();
  });
});

describe('a received webhook', () => {
  const webhook = createWebhook({ url: 'https://example.com/resume?run=7', randomBytes: counting() });
  const { headerValue: secret, ref } = webhook;
  const expected = { secret, transcriptId: ID, ref };
  const headers = { 'x-assemblyai-webhook-secret': secret };
  const query = new URL(webhook.url).searchParams;

  it('is accepted and verified if everything matches', () => {
    expect(receiveWebhook({ body: COMPLETED, headers, query, expected })).toEqual({
      accepted: true,
      event: { kind: 'transcript', transcriptId: ID, status: 'completed' },
      verified: true,
      key: `transcript:${ID}:completed`,
    });
  });

  it('accepts the query in any form', () => {
    for (const form of [query, Object.fromEntries(query), webhook.url, query.toString(), `?${query}`, [...query]]) {
      const verdict = receiveWebhook({ body: REDACTED, query: form, expected });
      expect(verdict).toMatchObject({ accepted: true, verified: false, event: { kind: 'redacted_audio' } });
    }
  });

  it('distinguishes the two deliveries of one job, in either order', () => {
    const lines = read('pii-audio-two-deliveries.jsonl').trim().split('\n');
    const kinds = (bodies: readonly string[]): unknown[] =>
      bodies.map((body) => {
        const verdict = receiveWebhook({ body, headers, query, expected });
        return verdict.accepted && verdict.event.kind;
      });
    expect(kinds(lines)).toEqual(['redacted_audio', 'transcript']);
    expect(kinds(lines.toReversed())).toEqual(['transcript', 'redacted_audio']);
  });

  it('of redacted audio without the secret is a hint if its reference matches, and refused otherwise', () => {
    const received = { body: REDACTED, expected };
    expect(receiveWebhook({ ...received, query })).toMatchObject({ accepted: true, verified: false });
    expect(receiveWebhook({ ...received, query, headers })).toMatchObject({ accepted: true, verified: true });
    expect(receiveWebhook(received)).toMatchObject({ accepted: false, reason: 'missing_secret' });
    expect(receiveWebhook({ ...received, query: { aai_ref: 'x' } })).toMatchObject({ reason: 'other_job' });
    expect(
      receiveWebhook({ ...received, query, headers: { ...headers, 'x-assemblyai-webhook-secret': 'x' } }),
    ).toMatchObject({
      reason: 'wrong_secret',
    });
  });

  it('about a transcript is never accepted without the secret, whatever the reference', () => {
    expect(receiveWebhook({ body: COMPLETED, query, expected })).toMatchObject({
      accepted: false,
      reason: 'missing_secret',
      message: 'The delivery has no secret.',
    });
  });

  it('about another transcript is refused, even with the right secret', () => {
    const body = { ...COMPLETED, transcript_id: 'other' };
    expect(receiveWebhook({ body, headers, query, expected })).toMatchObject({ reason: 'other_transcript' });
  });

  it('is accepted if the host drops the query but provides the secret', () => {
    expect(receiveWebhook({ body: COMPLETED, headers, expected })).toMatchObject({ accepted: true, verified: true });
  });

  it('needs the reference if no secret is expected', () => {
    const about = { ref };
    expect(receiveWebhook({ body: COMPLETED, query, expected: about })).toMatchObject({
      accepted: true,
      verified: false,
    });
    expect(receiveWebhook({ body: COMPLETED, expected: about })).toMatchObject({ reason: 'other_job' });
  });

  it('is only a hint if nothing is expected', () => {
    expect(receiveWebhook({ body: COMPLETED })).toMatchObject({ accepted: true, verified: false });
  });

  it('that is not about a transcript is refused with the reason', () => {
    expect(receiveWebhook({ body: '<html>', headers, query, expected })).toMatchObject({
      reason: 'unknown_body',
      message: 'The body is not a JSON object.',
    });
    const streaming = { session_id: 's', messages: [] };
    expect(receiveWebhook({ body: streaming, headers, query, expected })).toMatchObject({ reason: 'unknown_body' });
  });

  it('never exposes the secret', () => {
    for (const given of ['x', secret, undefined]) {
      const verdict = receiveWebhook({ body: {}, headers: { 'x-assemblyai-webhook-secret': given }, query, expected });
      expect(JSON.stringify(verdict)).not.toContain(secret);
    }
  });

  it('is verified only by the right secret', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(secret), fc.string()), fc.constantFrom(COMPLETED, REDACTED), (given, body) => {
        const verdict = receiveWebhook({ body, headers: { 'X-AssemblyAI-Webhook-Secret': given }, query, expected });
        expect(verdict.accepted).toBe(given === secret);
      }),
    );
  });
});

describe('the IP addresses of AssemblyAI', () => {
  it('match the documentation', () => {
    const { US, EU } = fixture('source-ips.json') as { US: string; EU: string };
    expect(WEBHOOK_SOURCE_IPS).toEqual({ us: [US], eu: [EU] });
  });
});
