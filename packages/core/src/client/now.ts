import { type AssemblyAIError, BadInputError, isAssemblyAIError } from '../errors.ts';
import { withExtra } from '../extra.ts';
import type { AudioFile, Media } from '../media.ts';
import type { NowTranscript, NowWord } from '../now-transcript.ts';
import type { SyncParams, TranscriptionParams } from '../params/index.ts';
import { notify } from './hooks.ts';
import { type Form, formOf, wavHeader, wavSeconds } from './now-form.ts';
import { isLink } from './source.ts';
import { withText } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { Client, RestClient } from './types.ts';
import { prepareUpload } from './upload.ts';

/** Maximum length of the audio in seconds. Contract: `newer.md` section 8. */
const LONGEST_S = 120;

/** Bytes of 120 s of audio at the highest rate (two channels of 16 bits at 48 kHz), plus a header. */
const LARGEST = LONGEST_S * 48_000 * 4 + 65_536;

/** Timeout in milliseconds: sending the audio and transcribing it. */
const TIMEOUT_MS = 180_000;

/** The default model. The service requires a model. Contract: `newer.md` section 8. */
const MODEL = 'universal-3-5-pro';

/** Sync transcription. Falls back to a job if sync transcription is not possible. Contract: `newer.md` section 8. */
export function createTranscribeNow(
  transport: Transport,
  transcribe: RestClient['transcribe'],
): Client['transcribeNow'] {
  return async (audio, params = {}, options = {}) => {
    const pcm = pcmOf(params);
    if (transport.hosts.sync === undefined) return asJob('the region does not offer sync transcription', audio);
    if (isLink(audio)) return asJob('sync transcription does not accept links', audio);
    const { bytes, rest } = await firstBytes(audio, LARGEST);
    if (rest !== undefined) {
      if (options.fallback === false) await rest.close();
      return asJob(`the audio is longer than ${LONGEST_S} seconds`, rest);
    }
    const seconds = pcm === undefined ? wavSeconds(bytes) : bytes.length / (pcm.sample_rate * pcm.channels * 2);
    if (seconds === undefined) return asJob('sync transcription accepts only WAV and PCM', bytes);
    if (seconds > LONGEST_S) return asJob(`the audio is longer than ${LONGEST_S} seconds`, bytes);
    try {
      return await post(formOf(configOf(params), bytes, pcm !== undefined, transport.random));
    } catch (error) {
      if (!isAssemblyAIError(error) || !canFallBack(error)) throw error;
      return asJob(`sync transcription failed: ${error.message.replace(/\.$/, '')}`, bytes, error);
    }

    async function post({ body, contentType }: Form): Promise<NowTranscript> {
      const upload = await prepareUpload(body, undefined, options.onProgress);
      const answer = await transport.json<Omit<NowTranscript, 'via'>>(
        {
          operation: 'transcribeNow',
          method: 'POST',
          host: 'sync',
          path: '/v1/transcribe/live',
          headers: { 'content-type': contentType, 'x-aai-model': params.model ?? MODEL },
          upload,
          repeat: 'unless-landed',
          timeoutMs: TIMEOUT_MS,
        },
        options,
        withText('text'),
      );
      return { ...answer, via: 'sync' };
    }

    async function asJob(reason: string, source: Media, cause?: unknown): Promise<NowTranscript> {
      if (options.fallback === false) {
        throw new BadInputError(`This audio cannot be transcribed in one request: ${reason}.`, {
          field: 'audio',
          cause,
          hint: 'Remove fallback: false to transcribe it as a job.',
        });
      }
      notify(options.onFallback, reason);
      const playable = pcm === undefined || isLink(source) ? source : await withHeader(source, pcm);
      const transcript = await transcribe(playable, jobParamsOf(params), options);
      return {
        text: transcript.text,
        words: (transcript.words ?? []).map(wordOf),
        confidence: transcript.confidence ?? null,
        audio_duration_ms: Math.round((transcript.audio_duration ?? 0) * 1000),
        via: 'transcript',
        reason,
        transcript,
      };
    }
  };
}

/**
 * Whether to try a job: the service rejected the request because of the audio's length or type, or because it is busy.
 * A request that may have been processed is not repeated as a job, because both would be billed.
 */
const canFallBack = ({ code, status, landed }: AssemblyAIError): boolean =>
  status === undefined
    ? code === 'network' && landed === false
    : status >= 500 || status === 404 || status === 413 || status === 415 || code === 'rate_limited';

interface Pcm {
  readonly sample_rate: number;
  readonly channels: number;
}

/** @throws BadInputError if only one of the two is set. */
function pcmOf({ sample_rate, channels }: SyncParams): Pcm | undefined {
  if (sample_rate === undefined && channels === undefined) return undefined;
  if (sample_rate !== undefined && channels !== undefined) return { sample_rate, channels };
  const field = sample_rate === undefined ? 'sample_rate' : 'channels';
  throw new BadInputError('PCM audio needs both sample_rate and channels.', { field });
}

function configOf({ model: _, ...params }: SyncParams): Readonly<Record<string, unknown>> {
  const config = withExtra(params);
  const { conversation_context: context } = params;
  return typeof context === 'string' ? { ...config, conversation_context: [context] } : config;
}

/** The parameters that jobs also accept. */
function jobParamsOf({ prompt, keyterms_prompt, language_codes = [], extra }: SyncParams): TranscriptionParams {
  const [language] = language_codes;
  return {
    ...(prompt !== undefined && { prompt }),
    ...(keyterms_prompt !== undefined && { keyterms_prompt }),
    ...(language_codes.length === 1 && { language_code: language }),
    ...(language_codes.length > 1 && { language_codes }),
    ...(extra !== undefined && { extra }),
  };
}

const wordOf = ({ text, confidence, start, end }: NowWord): NowWord => ({
  text,
  confidence,
  ...(start !== undefined && { start }),
  ...(end !== undefined && { end }),
});

/** The whole audio if it has at most `maxBytes`; otherwise also a source that starts from the beginning. */
async function firstBytes(
  audio: Exclude<Media, string | URL>,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly rest?: AudioFile & { close(): Promise<unknown> } }> {
  const upload = await prepareUpload(audio);
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reading = upload.body()[Symbol.asyncIterator]();
  for (let step = await reading.next(); step.done !== true; step = await reading.next()) {
    pieces.push(step.value);
    size += step.value.length;
    if (size > maxBytes) {
      const rest = { data: () => chained(pieces, reading), close: async () => reading.return?.() };
      return { bytes: joined(pieces, size), rest };
    }
  }
  return { bytes: joined(pieces, size) };
}

async function* chained(
  pieces: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces;
  for (let step = await rest.next(); step.done !== true; step = await rest.next()) yield step.value;
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** PCM as a WAV file, because jobs accept only files. */
async function withHeader(audio: Exclude<Media, string | URL>, pcm: Pcm): Promise<AudioFile> {
  const upload = await prepareUpload(audio);
  const pieces: Uint8Array[] = [];
  for await (const piece of upload.body()) pieces.push(piece);
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  return { data: joined([wavHeader(pcm.sample_rate, pcm.channels, size), ...pieces], size + 44) };
}
