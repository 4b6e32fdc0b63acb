import { readdirSync } from 'node:fs';
import { fenced } from '../markdown-text.ts';
import { bytesOf, githubUrl, pathIn, textOf } from '../repository.ts';
import { type Flow, type FlowStep, OWN_APP } from './flow.ts';

interface N8nNode {
  readonly name: string;
  readonly type: string;
  readonly parameters: { readonly content?: string };
}

interface N8nWorkflow {
  readonly name: string;
  readonly nodes: readonly N8nNode[];
}

const FOLDER = 'packages/n8n-node/templates';
const NOTE = 'n8n-nodes-base.stickyNote';

export const n8nFlows = (): readonly Flow[] =>
  readdirSync(pathIn(FOLDER))
    .filter((file) => file.endsWith('.json'))
    .map(flowOf);

function flowOf(file: string): Flow {
  const slug = file.replace('.json', '');
  const path = `${FOLDER}/${file}`;
  const text = textOf(path);
  const { name, nodes } = JSON.parse(text) as N8nWorkflow;
  const about = nodes.find((node) => node.type === NOTE && node.name === 'Read Me')?.parameters.content ?? '';
  const { description, notes } = readNote(about);
  return {
    host: 'n8n',
    slug,
    title: name,
    description,
    steps: nodes.filter(({ type }) => type !== NOTE).map(stepOf),
    notes,
    importing: [
      'In n8n, open the menu of a new workflow and choose **Import from File**, or choose **Import from URL** and paste the address of the file:',
      '',
      fenced('text', githubUrl(path).replace('github.com', 'raw.githubusercontent.com').replace('/blob/', '/')),
      '',
      'On the command line of your server:',
      '',
      fenced('bash', `n8n import:workflow --input=${file}`),
    ].join('\n'),
    file: { name: file, language: 'json', text },
    canvas: { name: `n8n-${slug}.png`, content: () => bytesOf(`packages/n8n-node/docs/templates/${slug}.png`) },
  };
}

/** The first paragraph of a note is the description. Its title repeats the name of the workflow. */
export function readNote(note: string): { readonly description: string; readonly notes: string } {
  const [description = '', ...rest] = note
    .replace(/^## .*\n+/, '')
    .split(/\n\n+/)
    .filter((part) => part.trim() !== '');
  return {
    description: description.trim().replaceAll(/[*`]/g, ''),
    notes: rest.join('\n\n').replaceAll(/^### /gm, '## '),
  };
}

const stepOf = ({ name, type }: N8nNode): FlowStep => ({ app: appOf(type), title: name, depth: 0 });

/** Display names in the editor that differ from the name in the type. */
const NAMES: Readonly<Record<string, string>> = {
  agent: 'AI Agent',
  formTrigger: 'Form Trigger',
  httpRequest: 'HTTP Request',
  lmChatOpenAi: 'OpenAI Chat Model',
  memoryBufferWindow: 'Simple Memory',
  rssFeedRead: 'RSS Read',
  set: 'Edit Fields',
  splitInBatches: 'Loop Over Items',
};

/** `n8n-nodes-base.googleDrive` is the node Google Drive. */
function appOf(type: string): string {
  const [owner = '', node = ''] = type.split('.');
  if (owner.startsWith('@aai-connectors')) return OWN_APP;
  const known = NAMES[node];
  if (known !== undefined) return known;
  const words = node.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
