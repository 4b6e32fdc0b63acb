import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface Certificate {
  /** Paths of the files. */
  readonly key: string;
  readonly cert: string;
}

/** Writes a certificate for `localhost` that is valid for a day. */
export function createCertificate(folder: string): Certificate {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject];
  execFileSync('openssl', [...options, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key, cert };
}
