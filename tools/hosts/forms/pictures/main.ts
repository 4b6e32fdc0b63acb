/**
 * Takes pictures of the forms that people meet first: those of n8n in its real editor, those of Zapier and Activepieces
 * drawn from what the built packages say. They lie in `docs/forms` of each package.
 *
 *   npm run -s forms:pictures
 *   npm run -s forms:pictures -- --host zapier
 *   npm run -s forms:pictures -- --host n8n --picture transcribe
 *   npm run -s forms:pictures -- --folder before
 */
import { parseArgs } from 'node:util';
import { picturesOf } from '../measure/measured.ts';
import { builtActivepiecesForms, builtN8nForms, builtZapierForms } from '../read/index.ts';
import { takeDrawn } from './drawn.ts';
import { takeN8n } from './n8n.ts';
import { type Subject, SUBJECTS } from './subjects.ts';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '' },
    picture: { type: 'string', default: '' },
    folder: { type: 'string', default: '' },
  },
});
const { host: wanted, picture, folder } = values;

const HOSTS = {
  n8n: (subjects: readonly Subject[]) => takeN8n(builtN8nForms(), picturesOf('n8n-node', folder), subjects),
  zapier: async (subjects: readonly Subject[]) =>
    takeDrawn(await builtZapierForms(), picturesOf('zapier-app', folder), subjects),
  activepieces: async (subjects: readonly Subject[]) =>
    takeDrawn(await builtActivepiecesForms(), picturesOf('activepieces-piece', folder), subjects),
};

const hosts = Object.entries(HOSTS).filter(([host]) => wanted === '' || wanted === host);
if (hosts.length === 0) throw new Error(`There is no host ${wanted}: choose ${Object.keys(HOSTS).join(', ')}.`);
const subjects = SUBJECTS.filter(({ name }) => picture === '' || picture === name);
if (subjects.length === 0)
  throw new Error(`There is no picture ${picture}: choose ${SUBJECTS.map(({ name }) => name).join(', ')}.`);
for (const [, take] of hosts) for (const line of await take(subjects)) process.stdout.write(`${line}\n`);
