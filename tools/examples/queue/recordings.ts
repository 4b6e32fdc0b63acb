import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, type StandIn, startStandIn } from '@aai-connectors/stand-in';

/** Recordings that differ, and a service that transcribes them. */
export interface Recordings {
  readonly sources: readonly string[];
  readonly standIn: StandIn;
  textOf(source: string): string;
  /** How many jobs were billed for each source. */
  billed(): ReadonlyMap<string, number>;
}

/** Every third source is a link. The others are files, which are uploaded. */
const LINKS = 3;
/** Milliseconds that the service works on a job, and jobs that it works on at a time. */
const TIMING = { queuedMs: 100, processingMs: 1000 };
const SLOTS = 200;

const CALLS = ['refund', 'delivery', 'invoice', 'password', 'contract', 'warranty', 'address'];

const textAt = (at: number): string =>
  `Thank you for calling, my name is Ann. You are calling about the ${CALLS[at % CALLS.length]} of order ${at + 1}, ` +
  `is that right? Yes, I have waited for ${2 + (at % 9)} days. I am sorry about that. I have sent it again today, ` +
  `and you will get a message with the number of the parcel. Is there anything else? No, thank you very much.`;

export async function createRecordings(count: number, folder: string): Promise<Recordings> {
  const isLink = (at: number): boolean => at % LINKS === 0;
  const sources = Array.from({ length: count }, (_, at) =>
    isLink(at) ? `https://example.com/call-${at}.mp3` : join(folder, `call-${at}.mp3`),
  );
  const texts = new Map(sources.map((source, at) => [source, textAt(at)]));
  const hashes = new Map<string, string>();
  for (const [source, text] of texts) {
    if (source.startsWith('https:')) continue;
    await writeFile(source, text);
    hashes.set(createHash('sha256').update(text).digest('hex'), source);
  }
  const standIn = await startStandIn({ engines: [speaker(texts)], concurrency: SLOTS, timing: TIMING });
  return {
    sources,
    standIn,
    textOf: (source) => texts.get(source)!,
    billed() {
      const jobs = new Map<string, number>();
      for (const { sha256, audioUrl } of standIn.jobs()) {
        const source = hashes.get(sha256 ?? '') ?? audioUrl;
        jobs.set(source, (jobs.get(source) ?? 0) + 1);
      }
      return jobs;
    },
  };
}

/** Says the text behind a link, or in a file. */
const speaker = (texts: ReadonlyMap<string, string>): Engine => ({
  name: 'speaker',
  async transcribe({ url, file }) {
    const text = texts.get(url) ?? (await readFile((await file()).path, 'utf8'));
    const words = text.split(' ').map((word, at) => ({
      text: word,
      start: at * 300,
      end: at * 300 + 250,
      confidence: 0.9,
      speaker: null,
    }));
    const durationMs = words.length * 300;
    return { words, durationMs, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
  },
});
