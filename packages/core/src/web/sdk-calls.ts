import type { Client } from '../client/types.ts';
import { badInput, type BadInputError } from '../errors.ts';
import { isRecord } from '../record.ts';
import type { Streaming } from './live.ts';

/** A client of one of the doors. */
type AnyClient = Client & { readonly streaming: Client['streaming'] & Streaming };

const TRANSCRIBE = 'client.transcribe(audio, params)';
const CONNECT = 'client.streaming.connect(params)';
const TOKEN = 'client.streaming.createToken({ expires_in_seconds: 60 })';
const NO_DICTATION = `${CONNECT}: this client has no Dictation API`;
const NOW = 'client.transcribeNow(audio, params)';
const NO_LIVE_SYNC = `${CONNECT}: this client has no live Sync API`;

/** Methods of the official SDK (`assemblyai` 4.41) that this client does not have, and what to call. */
const CALLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transcripts: {
    transcribe: TRANSCRIBE,
    create: `${TRANSCRIBE}, or client.transcripts.submit(params) to go on without waiting`,
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

/** Methods that give an object at once; all others give a promise. */
const AT_ONCE = /^(transcriber|createService|openLive)$/;

/**
 * The same client, which answers the calls of the official SDK that it does not have with the sentence that says what to
 * call. They are not listed: neither in types, nor by `Object.keys`.
 */
export function answerSdkCalls<C extends object>(client: C): C {
  for (const [group, methods] of Object.entries(CALLS)) {
    const holder: unknown = (client as Record<string, unknown>)[group];
    const target: object = isRecord(holder) ? holder : {};
    if (target !== holder) Object.defineProperty(client, group, { value: target });
    for (const [method, instead] of Object.entries(methods)) {
      if (method in target) continue;
      const error = (): BadInputError => badInput(method, `There is no ${group}.${method}. Call ${instead}.`);
      const answer = AT_ONCE.test(method)
        ? (): never => {
            throw error();
          }
        : (): Promise<never> => Promise.reject(error());
      Object.defineProperty(target, method, { value: answer });
    }
  }
  return client;
}

/** The same client, which refuses arguments in the order or form of the official SDK with the sentence that gives ours. */
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
            'transcripts.submit takes a link: set audio_url, for a file to the result of client.files.urlOf(audio).',
          );
        }
        return transcripts.submit(params, options);
      },
      list: async (query, options) => {
        if (typeof query === 'string') {
          throw badInput('query', 'For the next pages, iterate over client.transcripts.listAll(query).');
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
  for (const [name, ours] of [
    ['pollingInterval', 'intervalMs'],
    ['pollingTimeout', 'deadlineMs'],
  ] as const) {
    if (name in options) throw badInput(name, `Set ${ours} in place of ${name}. Both are in milliseconds.`);
  }
}
