import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hosts with a fixed address in n8n's nodes. */
const HOSTS = ['www.googleapis.com', 'slack.com', 'api.twilio.com'];

/** HTTPS calls to other companies, answered on this machine. */
export interface Outside {
  /** What sends n8n's calls here, and makes n8n trust the answers. */
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

/**
 * Turns a server on loopback into an HTTPS proxy that answers for the hosts itself, so that n8n's own nodes run without
 * an account. Other hosts are refused: nothing leaves this machine. Requires `openssl` for the certificate.
 */
export function answerFor(server: HttpServer, url: string): Outside {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-outside-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const names = HOSTS.map((host) => `DNS:${host}`).join(',');
  const self = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=n8n stories'];
  execFileSync('openssl', [...self, '-keyout', key, '-out', certificate, '-addext', `subjectAltName=${names}`], {
    stdio: 'ignore',
  });
  const secure: Server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  secure.on('request', (request, response) => server.emit('request', request, response));
  server.on('connect', ({ url: target = '' }, socket: Socket) => {
    socket.on('error', () => socket.destroy());
    if (!HOSTS.some((host) => target === `${host}:443`)) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    secure.emit('connection', socket);
  });
  return {
    env: { HTTPS_PROXY: url, NO_PROXY: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: certificate },
    close: () => {
      secure.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
