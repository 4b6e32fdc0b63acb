import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

it('stops a live transcription at Ctrl-C, keeps what was said, and is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aai-stop-'));
  const { ASSEMBLYAI_API_KEY: _, ...env } = process.env;
  const argv = ['--conditions=@aai-connectors/source', MAIN, '--live', '--format', 'plain', '--out', folder];
  const program = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const ended = once(program, 'exit') as Promise<[number | null]>;
    let out = '';
    let err = '';
    let stops = 0;
    program.stderr.on('data', (text: Buffer) => (err += text.toString()));
    program.stdout.on('data', (text: Buffer) => {
      out += text.toString();
      // The first turn is over.
      if (out.includes('[0:00]') && stops++ === 0) program.kill('SIGINT');
    });
    const [code] = await ended;
    expect([code, out]).toEqual([0, expect.stringMatching(/\nHeard {7}0:\d\d\.\d\d of audio/)]);
    expect(err).toContain('(stopped; waiting for the last words)');
    const text = await readFile(join(folder, 'dialogue.txt'), 'utf8');
    expect(text).toContain('how can I help you today?');
    expect(text).not.toContain('goodbye');
  } finally {
    program.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
}, 60_000);
