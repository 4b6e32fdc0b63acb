import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from './chromium.ts';
import { bundle, type Program } from './run.ts';

export interface MicrophonePage {
  /** The sound at the microphone: 16-bit mono PCM. */
  readonly samples: Int16Array;
  /** Hz */
  readonly sampleRate: number;
  /** Called for each token that the page requests from its server. */
  readonly token: () => Promise<string>;
}

/** Runs a program in a page whose browser has a microphone. */
export async function runWithMicrophone<Input, Output>(
  program: Program,
  input: Input,
  { samples, sampleRate, token }: MicrophonePage,
): Promise<Output> {
  const folder = await mkdtemp(join(tmpdir(), 'aai-microphone-'));
  const script = await bundle(program, 'export { main };', 'iife');
  const server = createServer((request, response) => {
    if (request.url !== '/token') return response.end('<!doctype html><title>Microphone</title>');
    token().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const wav = join(folder, 'microphone.wav');
    await writeFile(wav, wavOf(samples, sampleRate));
    const browser = await openChromium({ microphone: wav });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.addScriptTag({ content: script });
      return (await page.evaluate(
        // @ts-expect-error program is the bundle's global.
        (json) => window.program.main(JSON.parse(json)),
        JSON.stringify(input),
      )) as Output;
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function wavOf(samples: Int16Array, sampleRate: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples.byteLength);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => bytes.set(new TextEncoder().encode(value), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples.byteLength, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.byteLength, true);
  samples.forEach((sample, at) => view.setInt16(44 + at * 2, sample, true));
  return bytes;
}
