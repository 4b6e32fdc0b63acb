import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type BrowserType, chromium as launcher, type Page } from 'playwright-core';
import { cacheFolder } from '../real/cache.ts';
import { unpack } from '../real/debian.ts';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface BrowserOptions {
  readonly size: Size;
  /** Device pixels of a CSS pixel. @default 1 */
  readonly scale?: number;
}

/** A page that looks the same on every machine. */
export interface BrowserPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** @param cookies of a session, with the address that they are for */
export async function openBrowser(
  { size, scale = 1 }: BrowserOptions,
  cookies: readonly { readonly name: string; readonly value: string; readonly url: string }[] = [],
): Promise<BrowserPage> {
  const browser = await launcher.launch({ ...(await installed()), args: chromium.args, headless: true });
  try {
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: scale,
      colorScheme: 'light',
      locale: 'en-US',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    await context.addCookies([...cookies]);
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Debian's packages with the libraries that Chromium does not bring along. */
const LIBRARIES = ['libnss3', 'libnspr4', 'libexpat1'];

/** What a machine with fonts has. */
const FONTS = '/etc/fonts/fonts.conf';

/** Chromium from its npm package, with Debian's libraries and the package's fonts if the machine has none. */
async function installed(): Promise<NonNullable<Parameters<BrowserType['launch']>[0]>> {
  const executablePath = await chromium.executablePath();
  const folder = cacheFolder('chromium');
  const { libraryPath } = await unpack(folder, LIBRARIES, relative(folder, executablePath));
  return {
    executablePath,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [libraryPath, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      ...(!existsSync(FONTS) && { FONTCONFIG_PATH: join(tmpdir(), 'fonts') }),
    },
  };
}
