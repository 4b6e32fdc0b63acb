/**
 * Takes pictures of the forms that people meet first: those of n8n in its real editor, those of Zapier and Activepieces
 * drawn from what the built packages say. They lie in `docs/forms` of each package.
 *
 *   npm run -s forms:pictures
 *   npm run -s forms:pictures -- --host zapier
 *   npm run -s forms:pictures -- --folder before
 */
import { parseArgs } from 'node:util';
import { picturesOf } from '../measure/measured.ts';
import { builtActivepiecesForms, builtN8nForms, builtZapierForms } from '../read/index.ts';
import { takeDrawn } from './drawn.ts';
import { takeN8n } from './n8n.ts';

const { values } = parseArgs({
  options: { host: { type: 'string', default: '' }, folder: { type: 'string', default: '' } },
});

const HOSTS = {
  n8n: (folder: string) => takeN8n(builtN8nForms(), picturesOf('n8n-node', folder)),
  zapier: async (folder: string) => takeDrawn(await builtZapierForms(), picturesOf('zapier-app', folder)),
  activepieces: async (folder: string) =>
    takeDrawn(await builtActivepiecesForms(), picturesOf('activepieces-piece', folder)),
};

const chosen = Object.entries(HOSTS).filter(([host]) => values.host === '' || values.host === host);
if (chosen.length === 0) throw new Error(`There is no host ${values.host}: choose ${Object.keys(HOSTS).join(', ')}.`);
for (const [, take] of chosen) for (const line of await take(values.folder)) process.stdout.write(`${line}\n`);
