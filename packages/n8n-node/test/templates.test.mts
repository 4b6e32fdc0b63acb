import { readdirSync, readFileSync } from 'node:fs';
import { type INode, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { AssemblyAi } from '../nodes/AssemblyAi/AssemblyAi.node.ts';
import { AssemblyAiPollingTrigger } from '../nodes/AssemblyAiPollingTrigger/AssemblyAiPollingTrigger.node.ts';
import { AssemblyAiTrigger } from '../nodes/AssemblyAiTrigger/AssemblyAiTrigger.node.ts';
import { OPTIONS } from '../src/view.ts';
import {
  boxOf,
  contains,
  formLabels,
  hasDefaultName,
  labelsOf,
  layoutOf,
  locatorsIn,
  overlaps,
  targetsOf,
  type Template,
  textHeight,
} from './gallery.mts';

/** Parts of the main note, in the order of n8n's template gallery. */
const HEADINGS = [
  'Who it is for',
  'How it works',
  'Set up',
  'Requirements',
  'Customize',
  'If something fails',
] as const;

/** Fields of n8n's own nodes that the notes name. */
const LABELS_OF_N8N = ['Batch Size', 'Hmac Secret'];

/** What n8n's own lists start with. */
const DEFAULTS_OF_LISTS = ['My Drive', 'gpt-5-mini'];

const FOLDER = new URL('../templates/', import.meta.url);
const PREFIX = '@aai-connectors/n8n-nodes-assemblyai.';
const NODE = new AssemblyAi().description;
/** What n8n adds to a node that it turns into a tool. */
const TOOL: INodeTypeDescription = {
  ...NODE,
  name: `${NODE.name}Tool`,
  properties: [
    { displayName: 'Tool Description', name: 'descriptionType', type: 'options', default: 'auto', options: [] },
    { displayName: 'Description', name: 'toolDescription', type: 'string', default: '' },
    ...NODE.properties,
  ],
};
const OURS = new Map<string, INodeTypeDescription>(
  [NODE, TOOL, new AssemblyAiTrigger().description, new AssemblyAiPollingTrigger().description].map((description) => [
    PREFIX + description.name,
    description,
  ]),
);

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');
const read = (file: string): Template => JSON.parse(textOf(file)) as Template;

describe('The templates', () => {
  it('are at least 20', () => expect(files.length).toBeGreaterThanOrEqual(20));

  describe.each(files)('%s', (file) => {
    const template = read(file);
    const { name, nodes } = template;
    const { main, sections, steps } = layoutOf(template);
    const ours = nodes.filter(({ type }) => OURS.has(type));

    it('explains in a note what it does, for whom, and how to set it up in numbered steps', () => {
      const content = String(main.parameters['content']);
      expect(content.startsWith(`## ${name}\n`)).toBe(true);
      expect(content.match(/^### .+$/gm)).toEqual(HEADINGS.map((heading) => `### ${heading}`));
      const [setUp = ''] = /### Set up\n[^]*?(?=\n\n###)/.exec(content) ?? [];
      expect(setUp).toMatch(/\n1\. .*AssemblyAI credential.*\n2\. /);
      expect(content).toMatch(/### If something fails\n.{20}/);
    });

    it('uses the labels of nodes, fields, and options in its note', () => {
      const known = new Set([
        ...steps.map((step) => step.name),
        ...[...OURS.values()].flatMap(({ properties }) => labelsOf(properties)),
        ...formLabels(nodes),
        ...LABELS_OF_N8N,
      ]);
      const named = [...String(main.parameters['content']).matchAll(/\*\*(.+?)\*\*/g)].map(([, label]) => label!);
      expect(named.filter((label) => !known.has(label))).toEqual([]);
    });

    it('has a colored note around each group of nodes, with room for its text', () => {
      expect(sections.filter(({ parameters }) => parameters['color'] === undefined)).toEqual([]);
      for (const step of steps) {
        expect(
          sections.filter((section) => contains(boxOf(section), boxOf(step))).map((section) => section.name),
          step.name,
        ).toHaveLength(1);
      }
      for (const section of sections) {
        const inside = steps.filter((step) => contains(boxOf(section), boxOf(step)));
        const first = Math.min(...inside.map(({ position }) => position[1]));
        expect(textHeight(section), section.name).toBeLessThanOrEqual(first - section.position[1]);
      }
      expect(textHeight(main)).toBeLessThanOrEqual(main.parameters['height'] as number);
    });

    it('overlaps nothing', () => expect(overlaps([main, ...sections]).concat(overlaps(steps))).toEqual([]));

    it('gives each node a unique name that says what it does', () => {
      expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
      expect(steps.filter(hasDefaultName).map((step) => step.name)).toEqual([]);
    });

    it('contains no credential, key, personal ID, or pinned data', () => {
      expect(Object.keys(template).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
      expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
      expect(textOf(file)).not.toMatch(/\bsk-\w|xox[abp]-|AKIA|Bearer \w|cachedResult|[\w.]+@[\w-]+\.\w{2}/);
      const hosts = [...textOf(file).matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host!);
      expect(hosts.filter((host) => !/(^|\.)example\.com$|^assembly\.ai$|^api\.twilio\.com$/.test(host))).toEqual([]);
      const chosen = nodes.flatMap(({ parameters }) => locatorsIn(parameters)).filter(({ value }) => value !== '');
      expect(chosen.filter(({ value }) => !value.startsWith('=') && !DEFAULTS_OF_LISTS.includes(value))).toEqual([]);
    });

    const transcribing = ours.filter(
      ({ parameters, type }) => parameters['operation'] === 'transcribe' && !type.endsWith('Tool'),
    );

    it('continues if a recording cannot be transcribed', () =>
      expect(transcribing.filter(({ onError }) => onError === undefined)).toEqual([]));

    it('waits again for a transcript that is not ready at the time limit', () => {
      for (const step of transcribing) {
        const [then = [], failed] = template.connections[step.name]!['main']!;
        const waiting = nodes.filter((node) => then.some((target) => target.node === node.name));
        expect(
          waiting.map(({ parameters, onError }) => ({ ...parameters, onError })),
          step.name,
        ).toEqual([
          expect.objectContaining({
            operation: 'wait_for_transcript',
            transcript_id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
            onError: step.onError,
          }),
        ]);
        expect(template.connections[waiting[0]!.name]!['main']![1]).toEqual(failed);
        expect(String(main.parameters['content'])).toContain(`the time limit of **${step.name}**`);
        // The item of such a transcript has no text, so other nodes read only errors from here.
        expect(textOf(file)).not.toMatch(new RegExp(`\\('${step.name}'\\)\\.\\w+(\\(\\))?\\.json\\.(?!error\\b)`));
      }
    });

    it('connects all its nodes', () => {
      const targets = targetsOf(template);
      const sources = Object.keys(template.connections);
      expect([...sources, ...targets].filter((node) => !steps.some((step) => step.name === node))).toEqual([]);
      expect(steps.filter((step) => !sources.includes(step.name) && !targets.includes(step.name))).toEqual([]);
      const failing = steps.filter(({ onError }) => onError === 'continueErrorOutput');
      expect(failing.filter((step) => template.connections[step.name]?.['main']?.[1] === undefined)).toEqual([]);
    });

    it('sets only parameters that the forms offer', () => {
      expect(ours.length).toBeGreaterThan(0);
      for (const node of ours) {
        const description = OURS.get(node.type)!;
        const kept = NodeHelpers.getNodeParameters(
          description.properties,
          node.parameters,
          false,
          false,
          node,
          description,
        );
        expect(kept, node.name).toEqual(expect.objectContaining(withoutDefaults(node, description)));
        expect(Object.keys(collectionsOf(node)).flatMap((key) => unknownIn(key, node, description))).toEqual([]);
        expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description), node.name).toBeNull();
      }
    });
  });
});

/** Parameters that differ from the form's defaults, which n8n does not store. */
function withoutDefaults(node: INode, { properties }: INodeTypeDescription): object {
  const isDefault = (key: string, value: unknown): boolean =>
    properties.some((property) => property.name === key && property.default === value);
  return Object.fromEntries(Object.entries(node.parameters).filter(([key, value]) => !isDefault(key, value)));
}

const collectionsOf = ({ parameters }: INode): object =>
  Object.fromEntries(Object.entries(parameters).filter(([key]) => key === OPTIONS));

/** n8n keeps unknown keys inside a collection. */
function unknownIn(collection: string, node: INode, { properties }: INodeTypeDescription): string[] {
  const { operation } = node.parameters;
  const shown = properties.find(
    ({ name, displayOptions }) =>
      name === collection && displayOptions?.show?.['operation']?.includes(operation as string),
  );
  const known = new Set((shown?.options ?? []).map(({ name }) => name));
  return Object.keys(node.parameters[collection] as object).filter((key) => !known.has(key));
}
