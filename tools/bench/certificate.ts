import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Paths of a private key and its certificate. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Creates a certificate for `localhost` in `folder`, valid for one day: the official SDK connects only over TLS. */
export function createCertificate(folder: string): Certificate {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...subject], {
    stdio: 'ignore',
  });
  return { key, cert };
}
