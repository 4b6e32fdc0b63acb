import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Engine, type StandIn, startStandIn } from '@aai-connectors/stand-in';

/** Recordings with a different word each, and a service that recognizes them. */
export interface World {
  readonly standIn: StandIn;
  /** Paths and, one in three, links. */
  readonly sources: readonly string[];
  /** Below it, stores may be kept. */
  readonly folder: string;
  /** The word that a source contains. */
  wordOf(source: string): string;
  /** How many jobs were started for each source. */
  jobs(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Every third source is a link, whose URL does not identify the job. */
const LINKS = 3;
/** Milliseconds between the start of a job and the response with its ID. A process killed in between does not get the ID. */
const ANSWER_MS = 150;

export async function createWorld(count: number): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kill-'));
  const isLink = (at: number): boolean => at % LINKS === 0;
  const sources = Array.from({ length: count }, (_, at) =>
    isLink(at) ? `https://example.com/talk-${at}.mp3` : join(folder, `talk-${at}.mp3`),
  );
  const wordOf = (source: string): string => basename(source, '.mp3');
  const hashes = new Map<string, string>();
  for (const [at, source] of sources.entries()) {
    if (isLink(at)) continue;
    await writeFile(source, wordOf(source));
    hashes.set(createHash('sha256').update(wordOf(source)).digest('hex'), source);
  }
  const standIn = await startStandIn({
    engines: [oneWord(wordOf)],
    concurrency: count,
    timing: { queuedMs: 50, processingMs: 300, slowMs: ANSWER_MS },
  });
  standIn.control.add({
    fault: 'slow',
    times: Number.MAX_SAFE_INTEGER,
    match: { method: 'POST', path: '/v2/transcript' },
  });
  return {
    standIn,
    sources,
    folder,
    wordOf,
    jobs() {
      const started = new Map(sources.map((source) => [source, 0]));
      for (const { sha256, audioUrl } of standIn.jobs()) {
        const source = (sha256 === undefined ? undefined : hashes.get(sha256)) ?? audioUrl;
        started.set(source, (started.get(source) ?? 0) + 1);
      }
      return started;
    },
    async close() {
      await standIn.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Returns the name of a recording: from its link, or from the content of its file. */
const oneWord = (wordOf: (source: string) => string): Engine => ({
  name: 'one word',
  async transcribe({ url, file }) {
    const text = url.startsWith('https://example.com/') ? wordOf(url) : await readFile((await file()).path, 'utf8');
    const word = { text, start: 0, end: 400, confidence: 0.9, speaker: null };
    return { words: [word], durationMs: 400, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
  },
});
