import chromium from '@sparticuz/chromium';
import { chromium as launcher, type Page } from 'playwright-core';

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
  const browser = await launcher.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  });
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
