import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

it('stops a live transcription at Ctrl-C, writes its files, and exits', async () => {
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
    expect([code, out]).toEqual([0, expect.stringMatching(/\nAudio {7}0:\d\d\.\d\d/)]);
    expect(err).toContain('(stopped; waiting for the last words)');
    const text = await readFile(join(folder, 'dialogue.txt'), 'utf8');
    expect(text).toContain('how can I help you today?');
    expect(text).not.toContain('goodbye');
  } finally {
    program.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
}, 60_000);

/**
 * Milliseconds of CPU time that ended children of this process and their children have used. Unlike the time on the wall,
 * it does not depend on what else the machine does. 0 where the system does not say.
 */
async function cpuOfChildren(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'latin1').catch(() => '');
  // Behind the name of the program, which may hold anything: cutime and cstime, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[13] ?? 0) + Number(fields[14] ?? 0));
}

/** Runs `npm start -- ...` as a person would; `ms` is how long it took from its first line to its end. */
async function npmStart(argv: readonly string[], key = '') {
  let saidAt: number | undefined;
  const cpuBefore = await cpuOfChildren();
  const { npm_execpath: npm = 'npm' } = process.env;
  const [command, first] = npm.endsWith('js') ? [process.execPath, [npm]] : [npm, []];
  const program = spawn(command, [...first, 'start', '--silent', '--', ...argv], {
    cwd: ROOT,
    env: { ...process.env, ASSEMBLYAI_API_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  let out = '';
  program.stdout.on('data', (text: Buffer) => (out += text.toString()));
  program.stderr.on('data', (text: Buffer) => {
    saidAt ??= performance.now();
    err += text.toString();
  });
  const [code] = (await once(program, 'close')) as [number | null];
  return { code, out, err, ms: performance.now() - (saidAt ?? 0), cpuMs: (await cpuOfChildren()) - cpuBefore };
}

it('exits at once with one line for a wrong key, ten times out of ten, whatever the file size', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aai-key-'));
  const standIn = await startStandIn({ keys: ['another-key'] });
  try {
    const path = join(folder, 'call.wav');
    await writeFile(path, new Uint8Array(20_000_000).fill(1));
    const took: number[] = [];
    const cpu: number[] = [];
    for (let run = 0; run < 10; run++) {
      const { code, err, out, ms, cpuMs } = await npmStart([path, '--host', standIn.url, '--out', folder], 'wrong-key');
      expect([code, out, err.split('\n').filter(Boolean)]).toEqual([
        1,
        '',
        [expect.stringMatching(/^Error: Authentication error, API token missing\/invalid\. Check the API key/)],
      ]);
      took.push(Math.round(ms));
      cpu.push(cpuMs);
    }
    expect(standIn.requests().some(({ path: requested }) => requested === '/v2/upload')).toBe(false);
    // Other tests run at the same time, so a single run may be slow; one that waits for something takes two minutes.
    took.sort((a, b) => a - b);
    expect(took[5], took.join(', ')).toBeLessThan(2000);
    expect(took[9], took.join(', ')).toBeLessThan(15_000);
    // From the first moment of npm to the end, ten times of ten.
    expect(Math.max(...cpu), cpu.join(', ')).toBeLessThan(2000);
  } finally {
    await standIn.close();
    await rm(folder, { recursive: true });
  }
}, 300_000);

it('returns live words for known speech, and says why the same speech reversed has none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aai-reversed-'));
  try {
    const speech = recordingPath('jfk.wav');
    const wav = await readFile(speech);
    const path = join(folder, 'reversed.wav');
    await writeFile(path, Buffer.concat([wav.subarray(0, 44), Buffer.from(wav.subarray(44)).swap16().reverse()]));
    const options = ['--format', 'plain', '--out', folder];
    const [forward, reversed] = await Promise.all([
      npmStart(['--live', speech, ...options]),
      npmStart(['--live', path, ...options]),
    ]);
    expect([forward.code, forward.out]).toEqual([
      0,
      expect.stringMatching(/^\[0:00\] And so, my fellow Americans, ask .+/m),
    ]);
    expect([reversed.code, reversed.out]).toEqual([
      0,
      expect.stringMatching(
        /no words\nNo words {4}The stand-in recognizes only the sentences of the bundled recordings, and /,
      ),
    ]);
    expect(reversed.out).not.toMatch(/^\[/m);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);
