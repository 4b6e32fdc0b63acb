import { createClient } from '@aai-connectors/core/node';
import { openChromium, type ChromiumOptions } from '@aai-connectors/runtimes/chromium';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import type { Browser, Page } from 'playwright-core';
import { type Gallery, startGallery } from '../server/gallery.ts';

export interface PageOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Device pixels of a CSS pixel. */
  readonly scale?: number;
}

/** The served site in a browser. Records what no page may do. */
export interface Stage {
  readonly gallery: Gallery;
  /** What a key of the user connects to, in place of AssemblyAI. */
  readonly account: StandIn;
  /** Requests to anything but this machine. */
  readonly outside: readonly string[];
  /** Errors of pages: exceptions, and messages of the browser such as files that are missing. */
  readonly problems: readonly string[];
  open(path: string, options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The key of the user's account. */
export const ACCOUNT_KEY = 'key-of-the-account';

export async function openStage(options: ChromiumOptions = {}): Promise<Stage> {
  const account = await startStandIn({ keys: [ACCOUNT_KEY], region: 'eu' });
  const gallery = await startGallery({
    openService: ({ apiKey, region }) => ({
      info: { kind: 'assemblyai', region, streamingUrl: account.url },
      client: createClient({ apiKey, region, hosts: account.hosts }),
      intervalMs: 100,
    }),
  });
  const closeServers = async (): Promise<void> => {
    await gallery.close();
    await account.close();
  };
  const browser = await openChromium(options).catch(async (error: unknown) => {
    await closeServers();
    throw error;
  });
  const outside: string[] = [];
  const problems: string[] = [];
  return {
    gallery,
    account,
    outside,
    problems,
    async open(path, pageOptions) {
      const page = await newPage(browser, pageOptions);
      page.on('request', (request) => {
        const url = request.url();
        if (!/^(?:data|blob):/.test(url) && !url.startsWith(gallery.url)) outside.push(url);
      });
      page.on('websocket', (socket) => {
        if (new URL(socket.url()).hostname !== '127.0.0.1') outside.push(socket.url());
      });
      page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
      page.on('console', (message) => {
        // The browser reports refusals of the API as errors too; the page explains them.
        const isRefusal = message.location().url.startsWith(`${gallery.url}/api/`);
        if (message.type() === 'error' && !isRefusal) problems.push(`${path}: ${message.text()}`);
      });
      await page.goto(`${gallery.url}/${path}`);
      return page;
    },
    async close() {
      await browser.close();
      await closeServers();
    },
  };
}

async function newPage(
  browser: Browser,
  { scheme = 'light', width = 1280, height = 800, scale = 1 }: PageOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
    locale: 'en-US',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}
