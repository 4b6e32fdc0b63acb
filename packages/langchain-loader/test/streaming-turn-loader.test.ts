import type { FinalTurn } from '@aai-connectors/core/web';
import { describe, expect, it, vi } from 'vitest';
import { StreamingTurnLoader } from '../src/index.ts';

const turn = (order: number, text: string, more: Partial<FinalTurn> = {}): FinalTurn => ({
  order,
  text,
  start: order * 2000,
  end: order * 2000 + 1500,
  words: [],
  confidence: 0.9,
  speaker: undefined,
  channel: undefined,
  language: undefined,
  formatted: true,
  complete: true,
  ...more,
});

async function* turns(...made: readonly FinalTurn[]): AsyncGenerator<FinalTurn> {
  for (const one of made) {
    await Promise.resolve();
    yield one;
  }
}

/** A client whose live transcription says these turns. */
const client = (made: readonly FinalTurn[], failure?: Error) => {
  const seen: { signal?: AbortSignal; audio?: unknown; params?: unknown } = {};
  const transcribe = async (
    audio: unknown,
    params: unknown,
    options: { signal: AbortSignal; onFinalTurn(turn: FinalTurn): void },
  ) => {
    Object.assign(seen, { audio, params, signal: options.signal });
    for (const one of made) {
      options.signal.throwIfAborted();
      options.onFinalTurn(one);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (failure !== undefined) throw failure;
  };
  return { seen, client: { streaming: { transcribe } } as never };
};

describe('documents from a live session', () => {
  it('are yielded turn by turn', async () => {
    const session = {
      finalTurns: () =>
        turns(turn(0, 'Hello.', { speaker: 'A', language: 'en' }), turn(1, ''), turn(2, 'Bye.', { channel: 2 })),
    };
    const documents = await new StreamingTurnLoader({ session, source: 'call 7', speakerNames: { A: 'Anna' } }).load();
    expect(documents).toMatchObject([
      {
        pageContent: 'Hello.',
        metadata: {
          source: 'call 7',
          unit: 'turn',
          index: 0,
          start_ms: 0,
          end_ms: 1500,
          speaker: 'Anna',
          language: 'en',
          confidence: 0.9,
        },
      },
      { pageContent: 'Bye.', metadata: { index: 2, start_time: '00:00:04', speaker: '2', channel: '2' } },
    ]);
    const again = await new StreamingTurnLoader({
      session: { finalTurns: () => turns(turn(0, 'Hello.')) },
      source: 'call 7',
    }).load();
    expect(again[0]!.id).toBe(documents[0]!.id);
    expect(
      (await new StreamingTurnLoader({ session: { finalTurns: () => turns(turn(0, 'Hi.')) } }).load())[0]!.id,
    ).toBeUndefined();
  });

  it('are yielded before the session ends', async () => {
    let isOver = false;
    async function* live(): AsyncGenerator<FinalTurn> {
      yield turn(0, 'Hello.');
      isOver = true;
    }
    for await (const { pageContent } of new StreamingTurnLoader({ session: { finalTurns: live } }).lazyLoad()) {
      expect(pageContent).toBe('Hello.');
      expect(isOver).toBe(false);
    }
    expect(isOver).toBe(true);
  });

  it('come from audio that the loader streams', async () => {
    const { client: live, seen } = client([turn(0, 'Hello.'), turn(1, 'Bye.')]);
    const audio = new Uint8Array(32);
    const documents = await new StreamingTurnLoader({ client: live, audio, params: { sample_rate: 16_000 } }).load();
    expect(documents.map(({ pageContent }) => pageContent)).toEqual(['Hello.', 'Bye.']);
    expect(seen).toMatchObject({ audio, params: { sample_rate: 16_000 } });
  });

  it('are all yielded before a failure is thrown', async () => {
    const { client: live } = client([turn(0, 'Hello.')], new Error('The connection is gone.'));
    const texts: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { pageContent } of new StreamingTurnLoader({
        client: live,
        audio: new Uint8Array(2),
      }).lazyLoad()) {
        texts.push(pageContent);
      }
    };
    await expect(read()).rejects.toThrow('The connection is gone.');
    expect(texts).toEqual(['Hello.']);
  });

  it('close the session when the consumer stops', async () => {
    const { client: live, seen } = client([turn(0, 'Hello.'), turn(1, 'Bye.'), turn(2, 'No.')]);
    for await (const _ of new StreamingTurnLoader({ client: live, audio: new Uint8Array(2) }).lazyLoad()) break;
    expect(seen.signal!.aborted).toBe(true);
  });

  it('need audio data or a session, and a key', async () => {
    const { client: live } = client([]);
    expect(() => new StreamingTurnLoader({})).toThrow('Set either session or audio');
    await expect(
      new StreamingTurnLoader({ client: live, audio: 'https://example.com/a.wav' }).load(),
    ).rejects.toMatchObject({
      code: 'bad_input',
      field: 'audio',
    });
    await expect(
      new StreamingTurnLoader({ client: { streaming: {} } as never, audio: new Uint8Array(2) }).load(),
    ).rejects.toMatchObject({
      field: 'client',
    });
    vi.stubEnv('ASSEMBLYAI_API_KEY', undefined);
    expect(() => new StreamingTurnLoader({ audio: 'a.wav' })).toThrow('No AssemblyAI API key provided');
    vi.unstubAllEnvs();
  });
});
