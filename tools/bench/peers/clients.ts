import { setTimeout as pause } from 'node:timers/promises';
import type { DialectName } from './dialects.ts';
import { inReconnectLoop, LAST_WORDS_MS, type Peer, type ReportedWord } from './reconnect-loop.ts';
import { RATE } from './service.ts';

export type OpenPeer = (base: string, onWord: (word: ReportedWord) => void) => Promise<Peer>;

export interface PeerKind {
  readonly name: string;
  readonly dialect: DialectName;
  readonly load: () => Promise<OpenPeer>;
}

const secureSocket = (base: string): string => base.replace('https', 'wss');

export const PEERS = {
  core: {
    name: 'core, streaming.connect',
    dialect: 'assemblyai',
    async load() {
      const { createClient } = await import('@aai-connectors/core/node');
      return async (base, onWord) => {
        const client = createClient({ apiKey: 'bench', hosts: { streaming: base } });
        const session = await client.streaming.connect({ sample_rate: RATE });
        session.on('final', ({ words }) => {
          for (const { confidence, start } of words) onWord({ confidence, startMs: start, baseMs: 0 });
        });
        return {
          send: (chunk) => void session.write(chunk),
          close: async () => void (await session.close()),
        };
      };
    },
  },
  sdk: {
    name: 'official SDK in a reconnect loop',
    dialect: 'assemblyai',
    async load() {
      const { AssemblyAI } = await import('assemblyai');
      return (base, onWord) => {
        const client = new AssemblyAI({ apiKey: 'bench' });
        return inReconnectLoop(onWord, async ({ heard, ended }) => {
          const transcriber = client.streaming.transcriber({
            sampleRate: RATE,
            websocketBaseUrl: `${secureSocket(base)}/v3/ws`,
          } as Parameters<typeof client.streaming.transcriber>[0]);
          transcriber.on('turn', ({ end_of_turn, words }) => {
            const final = words.filter((word) => word.word_is_final);
            heard(
              final.map(({ confidence, start }) => ({ confidence, startMs: start })),
              end_of_turn,
            );
          });
          transcriber.on('error', () => undefined);
          transcriber.on('close', ended);
          await transcriber.connect();
          return {
            send: (chunk) => transcriber.sendAudio(chunk.slice().buffer),
            close: () => transcriber.close(),
          };
        });
      };
    },
  },
  deepgram: {
    name: 'Deepgram SDK in a reconnect loop',
    dialect: 'deepgram',
    async load() {
      const { DeepgramClient } = await import('@deepgram/sdk');
      return (base, onWord) => {
        const urls = { base, production: secureSocket(base), agent: secureSocket(base), agentRest: base };
        const client = new DeepgramClient({ apiKey: 'bench', environment: urls });
        return inReconnectLoop(onWord, async ({ heard, ended }) => {
          const connection = await client.listen.v1.connect({
            Authorization: 'Token bench',
            model: 'nova-3',
            encoding: 'linear16',
            sample_rate: RATE,
            // Its own reconnecting waits up to 5 s, in which all audio is lost.
            shouldReconnect: () => false,
          });
          let onMetadata: (() => void) | undefined;
          connection.on('message', (message) => {
            if (message.type === 'Metadata') onMetadata?.();
            if (message.type !== 'Results') return;
            const words = message.channel.alternatives[0]?.words ?? [];
            heard(
              words.map(({ confidence, start }) => ({ confidence, startMs: start * 1000 })),
              message.is_final === true,
            );
          });
          connection.on('error', () => undefined);
          connection.on('close', ended);
          connection.connect();
          await connection.waitForOpen();
          return {
            send: (chunk) => connection.sendMedia(chunk),
            async close() {
              const last = new Promise<void>((resolve) => (onMetadata = resolve));
              connection.sendCloseStream({ type: 'CloseStream' });
              await last;
              connection.close();
            },
          };
        });
      };
    },
  },
  gladia: {
    name: 'Gladia SDK, its own reconnecting',
    dialect: 'gladia',
    async load() {
      const { GladiaClient } = await import('@gladiaio/sdk');
      return async (base, onWord) => {
        const session = new GladiaClient({ apiKey: 'bench', apiUrl: base }).liveV2().startSession({
          encoding: 'wav/pcm',
          sample_rate: RATE,
          bit_depth: 16,
          channels: 1,
        });
        const ended = new Promise<void>((resolve) => session.once('ended', () => resolve()));
        session.on('error', () => undefined);
        session.on('message', (message) => {
          if (message.type !== 'transcript' || !message.data.is_final) return;
          for (const { confidence, start } of message.data.utterance.words) {
            onWord({ confidence, startMs: start * 1000, baseMs: 0 });
          }
        });
        await new Promise<void>((resolve) => session.once('connected', () => resolve()));
        return {
          send: (chunk) => session.sendAudio(chunk),
          async close() {
            session.stopRecording();
            await Promise.race([ended, pause(LAST_WORDS_MS)]);
          },
        };
      };
    },
  },
} satisfies Readonly<Record<string, PeerKind>>;

export type PeerId = keyof typeof PEERS;
