import { readdirSync, readFileSync } from 'node:fs';
import type { Workflow, WorkflowNode } from '../real/commands.ts';
import { setUp } from './accounts.ts';

const FOLDER = new URL('../../../../packages/n8n-node/templates/', import.meta.url);

export const TEMPLATES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/**
 * A template as a user has set it up, with credentials and the user's own addresses.
 *
 * @param addresses by the address in the template
 * @param edit what else the user changes
 */
export function templateOf(
  slug: string,
  addresses: Readonly<Record<string, string>> = {},
  edit: (node: WorkflowNode) => WorkflowNode = (node) => node,
): Workflow {
  const text = readFileSync(new URL(`${slug}.json`, FOLDER), 'utf8');
  const ready = Object.entries(addresses).reduce((part, [from, to]) => part.replaceAll(from, to), text);
  const template = JSON.parse(ready) as Omit<Workflow, 'id' | 'active'>;
  return {
    ...template,
    id: `tmpl${slug.replaceAll('-', '')}000000000000`.slice(0, 16),
    active: false,
    nodes: template.nodes.map((node) => edit(setUp(node))),
  };
}
