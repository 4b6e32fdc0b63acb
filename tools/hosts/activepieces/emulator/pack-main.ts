/**
 * Creates the archive to upload to a server.
 *
 *   npx nx pack activepieces-piece
 */
import { relative } from 'node:path';
import { packPiece } from './pack.ts';

const folder = new URL('../../../../packages/activepieces-piece/build', import.meta.url).pathname;
const { file, bundleBytes } = packPiece(folder);
process.stdout.write(`${relative(process.cwd(), file)}: ${(bundleBytes / 1e6).toFixed(2)} MB in one file\n`);
