import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import { type VirtualClock, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { loadPiece, type Part, type Piece, type Archive, packPiece } from '@aai-connectors/host-activepieces/emulator';

export const AUDIO = 'https://assembly.ai/wildfires.mp3';

/** The packed piece and a local API with a manual clock, for all tests of a file. */
export interface Stage {
  readonly folder: string;
  readonly archive: Archive;
  readonly piece: Piece;
  readonly standIn: StandIn;
  readonly transcribe: Part;
  connection(): object;
  /** Advances the clock of the API until all jobs are finished. */
  pass(): Promise<void>;
  /** Bodies of all submissions. */
  submissions(): readonly Readonly<Record<string, unknown>>[];
}

export function useStage(): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'piece-test-'));
  let parts: Pick<Stage, 'archive' | 'piece' | 'standIn'>;
  beforeAll(async () => {
    const archive = packPiece(folder);
    const piece = loadPiece(archive.file, join(folder, 'empty'));
    const seed = [{ audio_url: 'https://example.com/good.mp3', text: 'All is well.' }];
    parts = { archive, piece, standIn: await startStandIn({ clock: 'manual', seed }) };
  }, 60_000);
  afterAll(async () => {
    await parts.standIn.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    get archive() {
      return parts.archive;
    },
    get piece() {
      return parts.piece;
    },
    get standIn() {
      return parts.standIn;
    },
    get transcribe() {
      return parts.piece.actions()['transcribe']!;
    },
    connection: () => ({ api_key: parts.standIn.keys[0]!, region: 'us', base_url: parts.standIn.url }),
    pass: () => (parts.standIn.clock as VirtualClock).advance(60_000),
    submissions: () =>
      parts.standIn
        .requests()
        .filter(({ method, path }) => method === 'POST' && path === '/v2/transcript')
        .map(({ body }) => body as Readonly<Record<string, unknown>>),
  };
}

/** Runs the work while the clock of the piece runs fast. */
export async function inFastTime<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    let isDone = false;
    const result = work().finally(() => (isDone = true));
    result.catch(() => undefined);
    while (!isDone) {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(500);
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
