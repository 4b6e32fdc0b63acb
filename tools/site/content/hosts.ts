import type { HostId } from '@aai-connectors/forms/read';

/** How the site presents a host. */
export interface HostFacts {
  readonly id: HostId;
  readonly name: string;
  /** What a package for the host is called. */
  readonly packageKind: string;
  /** Folder in `packages`. */
  readonly folder: string;
  /** Who uses it, as the end of "For …". */
  readonly audience: string;
  /** What a run is called. */
  readonly run: string;
}

export const HOSTS: readonly HostFacts[] = [
  {
    id: 'n8n',
    name: 'n8n',
    packageKind: 'community nodes',
    folder: 'n8n-node',
    audience: 'teams that automate on their own server',
    run: 'workflow',
  },
  {
    id: 'zapier',
    name: 'Zapier',
    packageKind: 'app',
    folder: 'zapier-app',
    audience: 'people who connect web apps without code',
    run: 'Zap',
  },
  {
    id: 'activepieces',
    name: 'Activepieces',
    packageKind: 'piece',
    folder: 'activepieces-piece',
    audience: 'teams that build flows with open-source automation',
    run: 'flow',
  },
  {
    id: 'langchain',
    name: 'LangChain.js',
    packageKind: 'loaders, tools and a retriever',
    folder: 'langchain-loader',
    audience: 'developers who build search and agents on recordings',
    run: 'program',
  },
];

export const hostOf = (id: HostId): HostFacts => HOSTS.find((host) => host.id === id)!;
