import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { durationMsOf, parseWav, type Wav, wavFile } from '../engines/wav.ts';
import { type Answer, type Call, type Handler, ok } from '../http.ts';
import type { Service } from '../service.ts';

/** Longest audio, ms. Contract: `newer.md` section 8. */
const LONGEST_MS = 120_000;

/** No request within the limits comes near this, bytes. */
const LARGEST = 64 * 2 ** 20;

const PROMPT_CHARACTERS = 6000;
const KEY_TERMS = 100;
const KEY_TERM_CHARACTERS = 8000;

/** Refuses with problem details, as the sync service does. */
class Problem extends Error {
  readonly answer: Answer;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.answer = { status, json: { type: 'about:blank', title, status, detail } };
  }
}

const refuse = (detail: string): Problem => new Problem(400, 'Bad request', detail);

interface Config {
  readonly prompt?: unknown;
  readonly keyterms_prompt?: unknown;
  readonly language_codes?: unknown;
  readonly sample_rate?: unknown;
  readonly channels?: unknown;
  readonly timestamps?: unknown;
}

/** `GET /v1/warm`. */
export const warm = (): Answer => ok({});

/** `POST /v1/transcribe/live`: the finished transcript in the answer. Contract: `newer.md` section 8. */
export const transcribeNow =
  (service: Service): Handler =>
  async (call) => {
    try {
      return await transcribed(service, call);
    } catch (error) {
      if (error instanceof Problem) return error.answer;
      throw error;
    }
  };

async function transcribed({ clock, engines, directory }: Service, call: Call): Promise<Answer> {
  const startedAt = clock.now();
  if (call.headers['x-aai-model'] === undefined) throw refuse('The header X-AAI-Model is required.');
  const { config, type, audio } = await partsOf(call);
  checkConfig(config);
  const wav = wavOf(config, type, audio);
  const durationMs = durationMsOf(wav);
  if (durationMs > LONGEST_MS) throw new Problem(413, 'Audio too large', 'The audio is longer than 120 seconds.');

  const bytes = type === 'audio/wav' ? audio : wavFile(wav);
  const path = join(directory, randomUUID());
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const question = {
    url: 'sync:audio',
    params: { audio_url: 'sync:audio' },
    file: () => Promise.resolve({ path, sha256, size: bytes.byteLength }),
  };
  for (const engine of engines) {
    const spoken = await clock.track(engine.transcribe(question));
    if (spoken === undefined) continue;
    const words = spoken.words.map(({ text, start, end, confidence }) => ({
      text,
      confidence,
      ...(config.timestamps === true && { start, end }),
    }));
    return ok({
      text: words.map(({ text }) => text).join(' '),
      words,
      confidence: words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length),
      audio_duration_ms: durationMs,
      session_id: randomUUID(),
      request_time_ms: clock.now() - startedAt,
    });
  }
  throw new Problem(400, 'Bad audio', 'The stand-in API knows no words for this recording.');
}

function checkConfig({ prompt, keyterms_prompt: terms = [], language_codes: codes = [] }: Config): void {
  if (typeof (prompt ?? '') !== 'string' || String(prompt ?? '').length > PROMPT_CHARACTERS)
    throw refuse(`prompt must be a text of at most ${PROMPT_CHARACTERS} characters.`);
  if (!isTexts(codes)) throw refuse('language_codes must be a list of texts.');
  if (!isTexts(terms) || terms.length > KEY_TERMS || terms.join('').length > KEY_TERM_CHARACTERS)
    throw refuse(`keyterms_prompt must be at most ${KEY_TERMS} texts of ${KEY_TERM_CHARACTERS} characters together.`);
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function wavOf({ sample_rate: sampleRate, channels }: Config, type: string, audio: Uint8Array): Wav {
  if (type === 'audio/wav') {
    const wav = parseWav(audio);
    if (wav === undefined) throw new Problem(400, 'Bad audio', 'The audio is not a WAV file.');
    return wav;
  }
  if (type !== 'audio/pcm') throw new Problem(415, 'Unsupported media type', `${type} is not supported.`);
  if (typeof sampleRate !== 'number' || (channels !== 1 && channels !== 2))
    throw refuse('sample_rate and channels are required for PCM audio.');
  const frameBytes = 2 * channels;
  const copy = audio.slice(0, Math.floor(audio.byteLength / frameBytes) * frameBytes);
  return { sampleRate, channels, samples: new Int16Array(copy.buffer) };
}

interface Parts {
  readonly config: Config;
  /** Media type of the audio. */
  readonly type: string;
  readonly audio: Uint8Array;
}

/** The two parts of the form. The service decodes audio as it arrives, so the config has to come first. */
async function partsOf({ headers, body }: Call): Promise<Parts> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw new Problem(415, 'Unsupported media type', 'The body must be multipart/form-data.');
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).byteLength;
    if (size > LARGEST) throw new Problem(413, 'Audio too large', 'The request is too large.');
  }
  const parts = split(Buffer.concat(pieces), boundary);
  const [first, second] = parts;
  if (first?.name !== 'config' || second?.name !== 'audio')
    throw refuse('The part "config" must come before the part "audio".');
  return { config: parsed(first.content), type: second.type, audio: second.content };
}

interface Part {
  readonly name: string | undefined;
  readonly type: string;
  readonly content: Buffer;
}

function split(body: Buffer, boundary: string): Part[] {
  const parts: Part[] = [];
  const line = Buffer.from(`--${boundary}`);
  let at = body.indexOf(line);
  while (at >= 0) {
    const start = at + line.length + 2;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), line]), start);
    if (next < 0) break;
    const blank = body.indexOf('\r\n\r\n', start);
    if (blank < 0 || blank > next) throw refuse('A part of the form has no headers.');
    const head = body.toString('latin1', start, blank);
    parts.push({
      name: /name="([^"]*)"/i.exec(head)?.[1],
      type: /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim().toLowerCase() ?? '',
      content: body.subarray(blank + 4, next),
    });
    at = next + 2;
  }
  return parts;
}

function parsed(content: Buffer): Config {
  try {
    const config: unknown = JSON.parse(content.toString('utf8'));
    if (typeof config === 'object' && config !== null && !Array.isArray(config)) return config;
  } catch {
    // Refused below.
  }
  throw refuse('The part "config" must be a JSON object.');
}
