import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { builderPiece, type BuilderPiece, recordedPieces } from '../builder/pieces.ts';
import { startSurroundings } from '../emulator/context.ts';
import { loadPiece } from '../emulator/load.ts';
import { packPiece } from '../emulator/pack.ts';
import type { Stage } from './run.ts';

/** Fits all templates: it knows each piece that they use, and has a failed transcript to report. */
export interface TemplateStage extends Stage {
  /** Ours and those of others, as the builder knows them. */
  readonly pieces: readonly BuilderPiece[];
  close(): Promise<void>;
}

/**
 * @param folder where the piece is packed and unpacked
 * @param running a service that the caller closes; by default a new one
 */
export async function startTemplateStage(folder: string, running?: StandIn): Promise<TemplateStage> {
  const archive = packPiece(folder);
  const piece = loadPiece(archive.file, join(folder, 'empty'));
  const standIn =
    running ??
    (await startStandIn({
      lemur: 'documented',
      timing: { queuedMs: 50, processingMs: 300 },
      seed: [{ audio_url: 'https://example.com/silence.mp3', error: 'Audio has no speech.' }],
    }));
  const key = standIn.keys[0]!;
  const host = await startSurroundings({ api_key: key, region: 'us', base_url: standIn.url });
  const headers = { authorization: key, 'content-type': 'application/json' };
  const others = recordedPieces();
  const ask = async (path: string, body?: object): Promise<Readonly<Record<string, unknown>>> => {
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
    return (await (await fetch(`${standIn.url}${path}`, init)).json()) as Readonly<Record<string, unknown>>;
  };
  return {
    piece,
    pieceName: archive.name,
    pieces: [builderPiece(piece, archive), ...others],
    others,
    host,
    standIn,
    async finishedTranscript() {
      const { id } = await ask('/v2/transcript', { audio_url: standIn.audio['dialogue'], speaker_labels: true });
      while ((await ask(`/v2/transcript/${String(id)}`))['status'] !== 'completed') await sleep(20);
      return String(id);
    },
    async close() {
      await host.close();
      if (running === undefined) await standIn.close();
    },
  };
}
