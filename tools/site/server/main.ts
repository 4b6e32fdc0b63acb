/**
 * Serves the gallery to this machine. Without an API key, the stand-in transcribes; a key that you enter on the page stays
 * in the memory of this process.
 *
 *   npm run gallery [-- --port 4300]
 */
import { parseArgs } from 'node:util';
import { startGallery } from './gallery.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4300' } } });

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`--port must be a number from 0 to 65535, not ${values.port}.\n`);
  process.exitCode = 1;
} else {
  try {
    const gallery = await startGallery({ port });
    process.stdout.write(`\nThe gallery is ready: ${gallery.url}\nPress Ctrl-C to stop.\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void gallery.close().then(() => process.exit()));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    process.stderr.write(`Port ${port} is in use. Choose another one: npm run gallery -- --port 0\n`);
    process.exitCode = 1;
  }
}
