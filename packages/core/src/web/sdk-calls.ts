import type { Client } from '../client/types.ts';
import { badInput, type BadInputError } from '../errors.ts';
import { isRecord } from '../record.ts';
import type { Streaming } from './live.ts';

/** A client of any entry point. */
type AnyClient = Client & { readonly streaming: Client['streaming'] & Streaming };

const TRANSCRIBE = 'client.transcribe(audio, params)';
const CONNECT = 'client.streaming.connect(params)';
const TOKEN = 'client.streaming.createToken({ expires_in_seconds: 60 })';
const NO_DICTATION = `${CONNECT}. This client has no Dictation API`;
const NOW = 'client.transcribeNow(audio, params)';
const NO_LIVE_SYNC = `${CONNECT}. This client has no live Sync API`;

/** Methods of the official SDK (`assemblyai` 4.41) that this client lacks, and what to call instead. */
const CALLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transcripts: {
    transcribe: TRANSCRIBE,
    create: `${TRANSCRIBE}, or client.transcripts.submit(params) to submit without waiting`,
    waitUntilReady: 'client.transcripts.wait(id)',
    redactions: 'client.transcripts.redactedAudio(id)',
  },
  streaming: { transcriber: CONNECT, createTemporaryToken: TOKEN },
  realtime: { transcriber: CONNECT, createService: CONNECT, createTemporaryToken: TOKEN },
  sync: {
    transcribe: NOW,
    transcribeLive: NO_LIVE_SYNC,
    openLive: NO_LIVE_SYNC,
    warm: 'client.request({ method: "GET", host: "sync", path: "/v1/warm" })',
  },
  dictation: { transcribeLive: NO_DICTATION, openLive: NO_DICTATION, warm: NO_DICTATION },
  llmGateway: {
    chatCompletions: 'client.llm.chat(params)',
    listModels: 'client.llm.models()',
    understanding: 'client.llm.understanding(params)',
    validateUnderstanding: 'client.understanding.validate(params)',
  },
};

/** Methods that return an object. All others return a promise. */
const SYNCHRONOUS = /^(transcriber|createService|openLive)$/;

/**
 * Adds the missing methods of the official SDK to the client. Each throws an error that names the method to call. They
 * appear neither in types nor in `Object.keys`.
 */
export function answerSdkCalls<C extends object>(client: C): C {
  for (const [group, methods] of Object.entries(CALLS)) {
    const holder: unknown = (client as Record<string, unknown>)[group];
    const target: object = isRecord(holder) ? holder : {};
    if (target !== holder) Object.defineProperty(client, group, { value: target });
    for (const [method, instead] of Object.entries(methods)) {
      if (method in target) continue;
      const error = (): BadInputError => badInput(method, `There is no ${group}.${method}. Call ${instead}.`);
      const answer = SYNCHRONOUS.test(method)
        ? (): never => {
            throw error();
          }
        : (): Promise<never> => Promise.reject(error());
      Object.defineProperty(target, method, { value: answer });
    }
  }
  return client;
}

/**
 * Makes the client reject arguments in the order or form of the official SDK, with an error that shows the right form.
 */
export function refuseSdkArguments<C extends AnyClient>(client: C): C {
  const { transcribe, resume, transcripts } = client;
  return {
    ...client,
    transcribe: async (source, params, options) => {
      if (isRecord(source) && !('data' in source) && ('audio' in source || 'audio_url' in source)) {
        throw badInput(
          'audio',
          `Call ${TRANSCRIBE}. The audio is the first argument, and the other parameters are the second.`,
        );
      }
      refusePolling(options);
      return transcribe(source, params, options);
    },
    resume: async (id, options) => {
      refusePolling(options);
      return resume(id, options);
    },
    transcripts: {
      ...transcripts,
      submit: async (params, options) => {
        if (isRecord(params) && 'audio' in params && !('audio_url' in params)) {
          throw badInput(
            'audio',
            'transcripts.submit requires audio_url, not audio. For a file, set it to the result of client.files.urlOf(audio).',
          );
        }
        return transcripts.submit(params, options);
      },
      list: async (query, options) => {
        if (typeof query === 'string') {
          throw badInput(
            'query',
            'transcripts.list does not accept a page URL. For all pages, iterate over client.transcripts.listAll(query).',
          );
        }
        return transcripts.list(query, options);
      },
      wait: async (id, options) => {
        refusePolling(options);
        return transcripts.wait(id, options);
      },
      subtitles: async (id, options) => {
        if (!isRecord(options)) {
          const format = typeof options === 'string' && options === 'vtt' ? 'vtt' : 'srt';
          throw badInput(
            'format',
            `Call client.transcripts.subtitles(id, { format: "${format}", charsPerCaption: 32 }).`,
          );
        }
        return transcripts.subtitles(id, options);
      },
    },
  };
}

function refusePolling(options: unknown): void {
  if (!isRecord(options)) return;
  for (const [name, option] of [
    ['pollingInterval', 'intervalMs'],
    ['pollingTimeout', 'deadlineMs'],
  ] as const) {
    if (name in options) throw badInput(name, `Set ${option} instead of ${name}. Both are in milliseconds.`);
  }
}
