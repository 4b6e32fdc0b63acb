import { type Client, createClient, type Exchange, isRecord, KNOWN } from '@aai-connectors/core';

/**
 * The first request that a call of the client sends, with `answer` as the response. Learns requests for which the
 * catalogue has no example, such as those to LeMUR, from the client itself.
 */
export async function recorded(call: (client: Client) => Promise<unknown>, answer: unknown): Promise<Exchange> {
  const sent: Exchange[] = [];
  const client = createClient({
    apiKey: 'none',
    io: {
      send: async ({ method, url, body }) => {
        const { pathname } = new URL(url);
        sent.push({ method, path: pathname, body: typeof body === 'string' ? JSON.parse(body) : undefined, answer });
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
      },
      sleep: async () => {},
    },
  });
  await call(client);
  const [first] = sent;
  if (first === undefined) throw new Error('The call sent no request.');
  return first;
}

/** Replaces the values of parameters in a path: `/v2/transcript/9ea6…/srt` becomes `/v2/transcript/{transcript_id}/{format}`. */
export function pathTemplate(path: string, values: Readonly<Record<string, unknown>>): string {
  const keys = new Map(Object.entries(values).map(([key, value]) => [value, key]));
  return path
    .split('/')
    .map((part) => {
      const key = keys.get(part);
      return part === '' || key === undefined ? part : `{${key}}`;
    })
    .join('/');
}

/** The fields that an example fills in, as texts. */
export const textsIn = (input: unknown, keys: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isRecord(input) ? input : {}).flatMap(([key, value]) =>
      keys.includes(key) && value !== undefined ? [[key, String(value)]] : [],
    ),
  );

export const TRANSCRIPTS = { transcript_ids: [KNOWN.transcriptId] } as const;
