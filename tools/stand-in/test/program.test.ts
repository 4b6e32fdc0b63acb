import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves once the output matches. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<number | null>;
}

function start(...args: string[]): Running {
  const child = spawn(process.execPath, [MAIN, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
  return {
    child,
    ended,
    output: () => text,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (match !== null) resolve(match);
        };
        look();
        child.stdout.on('data', look);
        void ended.then(() => reject(new Error(`It ended without saying ${pattern}: ${text}`)));
      }),
  };
}

/** Status of its state page, addressed as `host`. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(`${url}/_stand-in/state`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

describe('npm run stand-in', () => {
  it('prints its address and recordings, responds to requests, and stops on Ctrl-C', async () => {
    const program = start('--region', 'eu', '--key', 'my-key', '--allow-host', 'relay.test');
    const [, url] = await program.says(/running at (http:\S+)\n[\s\S]*Ctrl-C to stop/);
    expect(program.output()).toMatch(/my-key[\s\S]*jfk\.wav[\s\S]*x-stand-in-fault[\s\S]*reset-before-headers/);
    const state = (await (await fetch(`${url}/_stand-in/state`)).json()) as { region: string };
    expect(state.region).toBe('eu');
    expect((await fetch(`${url}/v2/transcript`, { headers: { authorization: 'my-key' } })).status).toBe(200);
    const notManual = await fetch(`${url}/_stand-in/clock/advance`, { method: 'POST', body: '{"ms":1}' });
    expect(notManual.status).toBe(409);
    expect(await statusFor(url!, 'relay.test')).toBe(200);
    expect(await statusFor(url!, 'other.test')).toBe(421);
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
  });

  it('explains itself', async () => {
    const program = start('--help');
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain('--port N');
  });

  it.each([
    [['--region', 'mars'], '--region must be us or eu, not "mars".'],
    [['--port', 'x'], '--port must be a number from 0 to 65535, not "x".'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('refuses %j in one line', async (args, message) => {
    const program = start(...args);
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain(message);
    expect(program.output().trim().split('\n')).toHaveLength(1);
  });

  it('limits live sessions by its options, and refuses invalid limits', async () => {
    const program = start('--max-sessions', '1', '--close-codes', '2025-07');
    const [, url] = await program.says(/running at (http:\S+)\n[\s\S]*Ctrl-C to stop/);
    const dial = () =>
      new WebSocket(`${url!.replace('http', 'ws')}/v3/ws`, { headers: { authorization: 'stand-in-key' } });
    const first = dial();
    await once(first, 'message');
    const second = dial();
    expect((await once(second, 'close')).map(String)).toEqual([
      '1008',
      'Unauthorized Connection: Too many concurrent sessions',
    ]);
    first.terminate();
    const wrong = start('--max-sessions', 'many');
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toContain('--max-sessions must be a whole number from 1, not "many".');
  });
});
