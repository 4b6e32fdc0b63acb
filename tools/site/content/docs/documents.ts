import { readdirSync } from 'node:fs';
import type { Asset, Content, Page } from '../page.ts';
import { bytesOf, pathIn, textOf } from '../repository.ts';
import { pictureAsset, relink } from './links.ts';

interface Document {
  /** From the root of the repository. */
  readonly file: string;
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly group: string;
  /** @default true */
  readonly isListed?: boolean | undefined;
}

/** Pages about the repository itself. */
const REPO = 'tools/repo/docs';

/** The records of decisions. */
function decisions(): readonly Document[] {
  return readdirSync(pathIn(`${REPO}/decisions`))
    .filter((file) => /^\d+-.*\.md$/.test(file))
    .toSorted()
    .map((file) => {
      const title = /^# (.+)$/m.exec(textOf(`${REPO}/decisions/${file}`))?.[1] ?? file;
      return {
        file: `${REPO}/decisions/${file}`,
        path: `docs/decisions/${file.replace('.md', '')}`,
        title,
        description: `Decision ${title}.`,
        group: 'Project',
        isListed: false,
      };
    });
}

/** Documents of the repository that the site shows unchanged, except for links. */
const DOCUMENTS: readonly Document[] = [
  {
    file: 'packages/core/README.md',
    path: 'docs/packages/core',
    title: 'Core client',
    description: 'Client, live transcription, formats, webhooks and batches for any JavaScript runtime.',
    group: 'Packages',
  },
  {
    file: 'packages/n8n-node/README.md',
    path: 'docs/packages/n8n',
    title: 'n8n nodes',
    description: 'The n8n community nodes: operations, waiting, scaling, templates and compatibility.',
    group: 'Packages',
  },
  {
    file: 'packages/zapier-app/README.md',
    path: 'docs/packages/zapier',
    title: 'Zapier app',
    description: 'The Zapier app: operations, waiting, time limits, files and searches.',
    group: 'Packages',
  },
  {
    file: 'packages/activepieces-piece/README.md',
    path: 'docs/packages/activepieces',
    title: 'Activepieces piece',
    description: 'The Activepieces piece: waiting, triggers, forms, translations and templates.',
    group: 'Packages',
  },
  {
    file: 'packages/langchain-loader/README.md',
    path: 'docs/packages/langchain',
    title: 'LangChain.js package',
    description: 'Document loaders, tools and a retriever for LangChain.js.',
    group: 'Packages',
  },
  {
    file: 'tools/stand-in/README.md',
    path: 'docs/packages/stand-in',
    title: 'Stand-in API',
    description: 'The local server that implements the API: engines, clock, faults and live sessions.',
    group: 'Packages',
  },
  {
    file: 'packages/core/docs/from-assemblyai-sdk.md',
    path: 'docs/migrate-from-sdk',
    title: 'Migrate from the official SDK',
    description: 'The equivalent of each call of the official JavaScript SDK.',
    group: 'Guides',
  },
  {
    file: 'packages/core/docs/mcp-server.md',
    path: 'docs/mcp-server',
    title: 'MCP server',
    description: 'Gives the operations to any assistant that speaks the Model Context Protocol.',
    group: 'Guides',
  },
  {
    file: `${REPO}/compatibility.md`,
    path: 'docs/compatibility',
    title: 'Compatibility',
    description: 'Versions of Node.js, browsers and hosts that the packages support and are tested with.',
    group: 'Project',
  },
  {
    file: `${REPO}/support.md`,
    path: 'docs/support',
    title: 'Support',
    description: 'Where to ask, what is fixed, and for how long a version is supported.',
    group: 'Project',
  },
  {
    file: 'SECURITY.md',
    path: 'docs/security',
    title: 'Security',
    description: 'How to report a vulnerability, and what the packages protect.',
    group: 'Project',
  },
  {
    file: 'CONTRIBUTING.md',
    path: 'docs/contributing',
    title: 'Contributing',
    description: 'The layout of the repository, the checks, and recipes for parameters, operations and hosts.',
    group: 'Project',
  },
  {
    file: `${REPO}/decisions/README.md`,
    path: 'docs/decisions',
    title: 'Decisions',
    description: 'Why the project is built the way it is, in short records.',
    group: 'Project',
  },
  ...decisions(),
];

const pages = new Map(DOCUMENTS.map(({ file, path }) => [file, path]));

/** The documents as pages, with their pictures. */
export function documentContent(): Content {
  const relinked = DOCUMENTS.map((document) => ({ document, ...relink(textOf(document.file), document.file, pages) }));
  const pictures = new Set(relinked.flatMap((one) => one.pictures));
  return {
    pages: relinked.map(({ document, markdown }) => pageOf(document, markdown)),
    assets: [...pictures].map((path): Asset => ({ path: pictureAsset(path), content: bytesOf(path) })),
  };
}

const pageOf = ({ path, title, description, group, isListed }: Document, markdown: string): Page => ({
  path,
  title,
  description,
  section: 'docs',
  group,
  isListed,
  markdown: markdown.replace(/^# .*\n+/, ''),
});
