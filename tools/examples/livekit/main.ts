/**
 * Installs LiveKit, type-checks the plugin, and compares it with other ways to use the API. See README.md.
 *
 *   npx nx livekit examples
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLiveKit } from './install.ts';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a Node program and resolves with its exit code. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

await installLiveKit(() => print('Installing LiveKit (285 MB). This takes a minute or more.'));
const compiler = pathOf('../../../node_modules/@typescript/native/bin/tsc');
const isTyped = (await run([compiler, '-p', pathOf('plugin/tsconfig.json')])) === 0;
print(`Types of the plugin against those of LiveKit: ${isTyped ? 'match' : 'do not match'}`);

const folder = await mkdtemp(join(tmpdir(), 'livekit-'));
try {
  // AssemblyAI's SDK connects only with TLS.
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject];
  execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const code = await run(['--conditions=@aai-connectors/source', pathOf('plugin/comparison/main.ts')], {
    NODE_EXTRA_CA_CERTS: cert,
    TLS_KEY: key,
    TLS_CERT: cert,
  });
  process.exitCode = isTyped ? code : 1;
} finally {
  await rm(folder, { recursive: true });
}
