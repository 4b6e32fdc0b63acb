import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import manifest from './package.json' with { type: 'json' };

export interface ChromiumOptions {
  /** Path of a WAV file that is heard once at the microphone. Absent for a browser without one. */
  readonly microphone?: string | undefined;
  readonly args?: readonly string[] | undefined;
}

/** Keeps the browser from requests that no page made. */
const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-default-apps',
];

/**
 * Arguments of the package that hide faults of a page, or run all pages in the browser's process, which then ends with the
 * first page.
 */
const UNWANTED = /^--(?:single-process|no-zygote|disable-web-security|allow-running-insecure-content|headless)/;

const speaking = (wav: string): readonly string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${wav}%noloop`,
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * Opens the Chromium of `@sparticuz/chromium`, or the browser at the path in the environment variable `CHROMIUM`.
 *
 * @throws Error with the reason where no Chromium runs, such as on macOS without `CHROMIUM`
 */
export async function openChromium({ microphone, args = [] }: ChromiumOptions = {}): Promise<Browser> {
  const { chromium: launcher } = await import('playwright-core');
  const own = process.env['CHROMIUM'];
  const packaged = own === undefined || own === '' ? await unpacked() : undefined;
  return launcher.launch({
    executablePath: packaged?.path ?? own!,
    headless: true,
    args: [
      ...(packaged?.args ?? ['--no-sandbox']),
      ...QUIET,
      ...(microphone === undefined ? [] : speaking(microphone)),
      ...args,
    ],
  });
}

/** Whether {@link openChromium} has a browser for this machine. */
export const hasChromium = (): boolean =>
  (process.env['CHROMIUM'] ?? '') !== '' || (process.platform === 'linux' && process.arch === 'x64');

interface Unpacked {
  readonly path: string;
  readonly args: readonly string[];
}

/**
 * The browser of the package, which comes compressed. Several processes may unpack it at the same time, so each unpacks into
 * a separate folder, and the first to finish renames it to the folder that all use.
 */
async function unpacked(): Promise<Unpacked> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const args = chromium.args.filter((arg) => !UNWANTED.test(arg));
  const folder = join(tmpdir(), `aai-chromium-${manifest.dependencies['@sparticuz/chromium']}`);
  const path = join(folder, 'chromium');
  if (existsSync(path)) return { path, args };
  const temporary = await mkdtemp(join(tmpdir(), 'aai-chromium-'));
  const before = process.env['TMPDIR'];
  try {
    process.env['TMPDIR'] = temporary;
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true, force: true }));
  return { path, args };
}
