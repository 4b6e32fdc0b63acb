import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { olderNode } from './nodes.mjs';

/** Where a program is run. */
export type Runtime = 'node-20' | 'node-22' | 'node-24' | 'chromium' | 'workerd';

/** A program for any runtime. */
export interface Program {
  /** TypeScript that exports `main(input)`; both the input and what it resolves with are JSON. */
  readonly code: string;
  /** Modules to put in the place of others, by their names. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Folder whose packages it imports. @default this one */
  readonly folder?: string;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Longest time for one program, ms. */
const LIMIT_MS = 120_000;

/** Runs a program as a browser or worker would: in one bundle. */
export function run<Input, Output>(runtime: Runtime, program: Program, input: Input): Promise<Output> {
  const json = JSON.stringify(input);
  switch (runtime) {
    case 'node-20':
    case 'node-22':
      return inNode(olderNode(runtime) ?? missing(runtime), program, json);
    case 'node-24':
      return inNode(process.execPath, program, json);
    case 'chromium':
      return inChromium(program, json);
    case 'workerd':
      return inWorkerd(program, json);
  }
}

const missing = (runtime: Runtime): never => {
  throw new Error(`There is no ${runtime} for this kind of machine.`);
};

/** One script with all that it imports. */
export async function bundle(
  { code, alias, folder = HERE }: Program,
  ending: string,
  format: 'esm' | 'iife',
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `${code}\n${ending}`, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    // A test file is imported for what it does.
    ignoreAnnotations: true,
    ...(alias !== undefined && { alias: { ...alias } }),
    ...(format === 'iife' && { globalName: 'program' }),
  });
  return outputFiles[0]!.text;
}

async function inNode<Output>(node: string, program: Program, input: string): Promise<Output> {
  const folder = await mkdtemp(join(tmpdir(), 'aai-runtime-'));
  try {
    const [script, inputFile] = [join(folder, 'program.mjs'), join(folder, 'input.json')];
    await writeFile(inputFile, input);
    await writeFile(
      script,
      await bundle(
        program,
        `const { readFileSync } = process.getBuiltinModule('node:fs');
         const input = JSON.parse(readFileSync(process.argv[2], 'utf8'));
         process.stdout.write(JSON.stringify(await main(input)), () => process.exit());`,
        'esm',
      ),
    );
    const { stdout } = await promisify(execFile)(node, [script, inputFile], { timeout: LIMIT_MS, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout) as Output;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inChromium<Output>(program: Program, input: string): Promise<Output> {
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
    await page.addScriptTag({ content: await bundle(program, 'export { main };', 'iife') });
    return (await page.evaluate(
      // @ts-expect-error program is the bundle's global.
      (json) => window.program.main(JSON.parse(json)),
      input,
    )) as Output;
  } finally {
    await browser.close();
  }
}

async function inWorkerd<Output>(program: Program, input: string): Promise<Output> {
  const { Miniflare } = await import('miniflare');
  const script = await bundle(
    program,
    'export default { fetch: async (request) => Response.json(await main(await request.json())) };',
    'esm',
  );
  const worker = new Miniflare({ modules: true, script, compatibilityDate: '2026-01-01' });
  try {
    const response = await worker.dispatchFetch('http://program/', { method: 'POST', body: input });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Output;
  } finally {
    await worker.dispose();
  }
}
