import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
  '.md': 'text/markdown; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

const COMPRESSED = /^text\/|javascript|json|svg/;
/** Names with a hash of their content. */
const HASHED = /-[\w-]{8}\.(?:js|css)$/;

interface File {
  readonly bytes: Buffer;
  /** Compressed, for types that shrink. */
  readonly gzip?: Buffer | undefined;
  readonly type: string;
}

/** Serves a folder, compressed. Files are kept in memory after they were read. */
export function createFileServer(
  folder: string,
): (pathname: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const known = new Map<string, Promise<File | undefined>>();
  return async (pathname, request, response) => {
    const path = pathIn(folder, pathname);
    if (path === undefined) return false;
    const reading = known.get(path) ?? read(path);
    known.set(path, reading);
    const file = await reading;
    if (file === undefined) {
      known.delete(path);
      return false;
    }
    const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const body = (acceptsGzip && file.gzip) || file.bytes;
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': body.length,
      'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(file.gzip !== undefined && { vary: 'accept-encoding' }),
      ...(body === file.gzip && { 'content-encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}

/** The file behind an address; `undefined` for one outside of the folder or that cannot be decoded. */
export function pathIn(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const address = decoded === '/' ? '/index.html' : extname(decoded) === '' ? `${decoded}.html` : decoded;
  const path = join(folder, normalize(address));
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? path : undefined;
}

async function read(path: string): Promise<File | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile() !== true) return undefined;
  const bytes = await readFile(path);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return { bytes, type, ...(COMPRESSED.test(type) && { gzip: gzipSync(bytes) }) };
}
