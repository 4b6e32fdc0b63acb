import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { answerApi } from './api.ts';
import { createFileServer } from './files.ts';
import { sendJson } from './json.ts';
import { refusalOf } from './refusal.ts';
import { createServiceDesk, type ServiceDesk, standInService } from './service.ts';

export interface GalleryOptions {
  /** @default 0 (any free port) */
  readonly port?: number;
  /** Folder of the built site. @default `dist` of this workspace */
  readonly folder?: string;
  /** Opens a service for a key. @default AssemblyAI */
  readonly openService?: Parameters<typeof createServiceDesk>[1];
}

export interface Gallery {
  readonly url: string;
  readonly standIn: StandIn;
  readonly desk: ServiceDesk;
  close(): Promise<void>;
}

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
};

/** Serves the built site and its API to this machine only, with a stand-in behind it. */
export async function startGallery({ port = 0, folder = DIST, openService }: GalleryOptions = {}): Promise<Gallery> {
  const standIn = await startStandIn();
  const desk = createServiceDesk(standInService(standIn), openService);
  const serveFile = createFileServer(folder);
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    try {
      const refusal = refusalOf(request);
      if (refusal !== undefined) return sendJson(response, 403, { code: 'forbidden', message: refusal });
      const url = new URL(request.url ?? '/', 'http://gallery');
      if (await answerApi(desk, request, response, url)) return;
      const reads = request.method === 'GET' || request.method === 'HEAD';
      if (reads && (await serveFile(url.pathname, request, response))) return;
      sendJson(response, 404, { code: 'not_found', message: 'There is no such page.' });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: 'internal', message: 'The gallery server failed. See its terminal.' });
    }
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await standIn.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    standIn,
    desk,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await standIn.close();
    },
  };
}
