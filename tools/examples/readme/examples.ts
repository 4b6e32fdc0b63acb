import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ROUTE = fileURLToPath(new URL('route.mjs', import.meta.url));

/** Longest time for one example, ms. */
const LIMIT_MS = 60_000;

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** A text, or the tool that the model calls. `{transcriptId}` in an argument stands for the ID that a tool returned. */
export type ModelReply = string | { readonly tool: string; readonly args: Readonly<Record<string, unknown>> };

/**
 * Runs a program as a reader would: in an empty folder, with the built packages of this repository, the API key in the
 * environment, and the recordings that it names. The stand-in replaces the service; `language-model.mjs` replaces OpenAI.
 *
 * @param replies what the language model answers, in this order
 * @param recordings the recordings of this repository, by the names that the program knows them by
 */
export async function runExample(
  code: string,
  standIn: StandIn,
  recordings: Readonly<Record<string, string>>,
  replies: readonly ModelReply[] = [],
): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), 'aai-example-'));
  try {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, recording] of Object.entries(recordings)) {
      await cp(recordingPath(recording), join(folder, name));
    }
    await writeFile(join(folder, 'example.mts'), code);
    return await promisify(execFile)(process.execPath, ['--import', ROUTE, 'example.mts'], {
      cwd: folder,
      timeout: LIMIT_MS,
      env: {
        PATH: process.env['PATH'],
        ASSEMBLYAI_API_KEY: standIn.keys[0],
        STAND_IN: standIn.url,
        OPENAI_API_KEY: 'openai-key',
        MODEL_REPLIES: JSON.stringify(replies),
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
