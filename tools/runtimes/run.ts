import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { olderNode } from './nodes.mjs';
import type { StoryInput, StoryReport } from './story.ts';

/** Where a story is told. */
export type Runtime = 'node-20' | 'node-22' | 'node-24' | 'chromium' | 'workerd';

/** The input as text: it travels into other processes. */
type Told = Omit<StoryInput, 'audio'> & { readonly audio: string };

const toldOf = ({ audio, ...rest }: StoryInput): Told => ({ ...rest, audio: Buffer.from(audio).toString('base64') });

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Runs the story as a browser or worker would: one bundle of what the package ships. */
export function runStory(runtime: Runtime, input: StoryInput): Promise<StoryReport> {
  switch (runtime) {
    case 'node-20':
    case 'node-22':
      return inNode(olderNode(runtime) ?? missing(runtime), input);
    case 'node-24':
      return inNode(process.execPath, input);
    case 'chromium':
      return inChromium(input);
    case 'workerd':
      return inWorkerd(input);
  }
}

const missing = (runtime: Runtime): never => {
  throw new Error(`There is no ${runtime} for this kind of machine.`);
};

async function bundle(code: string, format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: HERE, loader: 'ts' },
    bundle: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    ...(format === 'iife' && { globalName: 'told' }),
  });
  return outputFiles[0]!.text;
}

const DECODE = `const audioOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));`;

async function inNode(node: string, input: StoryInput): Promise<StoryReport> {
  const folder = await mkdtemp(join(tmpdir(), 'aai-runtime-'));
  try {
    const script = join(folder, 'story.mjs');
    const told = join(folder, 'input.json');
    await writeFile(told, JSON.stringify(toldOf(input)));
    await writeFile(
      script,
      await bundle(
        `import { story } from './story.ts';
         ${DECODE}
         const { readFileSync } = process.getBuiltinModule('node:fs');
         const input = JSON.parse(readFileSync(process.argv[2], 'utf8'));
         process.stdout.write(JSON.stringify(await story({ ...input, audio: audioOf(input.audio) })));`,
        'esm',
      ),
    );
    const { stdout } = await promisify(execFile)(node, [script, told], { timeout: 60_000 });
    return JSON.parse(stdout) as StoryReport;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inChromium(input: StoryInput): Promise<StoryReport> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const { chromium: launcher } = await import('playwright-core');
  const browser = await launcher.launch({
    executablePath: await chromium.executablePath(),
    // The API is another origin than the page; whether it allows that is not what is tested here.
    args: [...chromium.args, '--disable-web-security'],
    headless: true,
  });
  try {
    const page = await browser.newPage();
    await page.goto('about:blank');
    await page.addScriptTag({
      content: await bundle(`export { story } from './story.ts';\n${DECODE}\nexport { audioOf };`, 'iife'),
    });
    return (await page.evaluate(
      (told) =>
        // @ts-expect-error told is the bundle's global.
        window.told.story({ ...told, audio: window.told.audioOf(told.audio) }),
      toldOf(input),
    )) as StoryReport;
  } finally {
    await browser.close();
  }
}

async function inWorkerd(input: StoryInput): Promise<StoryReport> {
  const { Miniflare } = await import('miniflare');
  const script = await bundle(
    `import { story } from './story.ts';
     ${DECODE}
     export default {
       async fetch(request) {
         const input = await request.json();
         return Response.json(await story({ ...input, audio: audioOf(input.audio) }));
       },
     };`,
    'esm',
  );
  const worker = new Miniflare({ modules: true, script, compatibilityDate: '2026-01-01' });
  try {
    const response = await worker.dispatchFetch('http://story/', {
      method: 'POST',
      body: JSON.stringify(toldOf(input)),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as StoryReport;
  } finally {
    await worker.dispose();
  }
}

export const recording = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL(`../audio/${name}`, import.meta.url)));
