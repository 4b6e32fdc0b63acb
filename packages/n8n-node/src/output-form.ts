import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from './display.ts';
import { byName } from './names.ts';
import { type AnyEntry, canonicalJson, exampleResult, FORMATS, sampleOf } from './core.ts';

/** From more fields on, n8n's guidelines ask for a simplified version. */
const MANY_FIELDS = 10;

/** What to output, at first sight. */
export function outputProperties(entries: readonly AnyEntry[]): INodeProperties[] {
  const rich = entries.filter(isRich);
  const transcripts = entries.filter(({ gives }) => gives === 'transcript');
  const files = entries.filter(({ file }) => file !== undefined);
  return [
    ...(rich.length === 0 ? [] : FOR_TOOLS.map((property) => shownFor(rich, property))),
    ...(transcripts.length === 0 ? [] : [shownFor(transcripts, FILES)]),
    ...(files.length === 0 ? [] : [shownFor(files, OUTPUT_FIELD)]),
  ];
}

/** What to output, behind the door. */
export const outputOptions = (entry: AnyEntry): readonly INodeProperties[] =>
  isReduced(entry) ? [{ ...SIMPLIFY, displayOptions: { show: { '@tool': [false] } } }] : [];

/** Whether the simple output of an operation is less than what the API gave, so that people may want all of it. */
export const isReduced = (entry: AnyEntry): boolean =>
  entry.effect !== 'delete' && canonicalJson(sampleOf(entry)) !== canonicalJson(exampleResult(entry));

/** Whether a model gets to choose among the fields. */
export const isRich = ({ output }: AnyEntry): boolean =>
  new Set(output.map(({ key }) => key.split(/[.[]/)[0])).size > MANY_FIELDS;

/** Triggers have it too. */
export const SIMPLIFY: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** As n8n's guidelines ask of a node that agents use as a tool. */
const FOR_TOOLS: readonly INodeProperties[] = [
  {
    displayName: 'Output',
    name: 'output',
    type: 'options',
    options: [
      { name: 'Raw', value: 'raw', description: 'The full response' },
      { name: 'Selected Fields', value: 'selected', description: 'Only the fields that you list' },
      { name: 'Simplified', value: 'simplified', description: 'The most useful fields, without word-level details' },
    ],
    default: 'simplified',
    displayOptions: { show: { '@tool': [true] } },
    description: 'How much of the response to return to the model',
  },
  {
    displayName: 'Fields',
    name: 'fields',
    type: 'string',
    typeOptions: { multipleValues: true },
    default: ['text'],
    displayOptions: { show: { '@tool': [true], output: ['selected'] } },
    description: 'Names of the fields to return',
  },
];

const FILES: INodeProperties = {
  displayName: 'Files',
  name: 'files',
  type: 'multiOptions',
  options: FORMATS.map(({ id, label, extension }) => ({
    name: label
      .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
      .replace(/\b(With|Of)\b/g, (word) => word.toLowerCase()),
    value: id,
    description: `A .${extension} file in the binary field "${id}"`,
  })).sort(byName),
  default: [],
  displayOptions: { show: { '@tool': [false] } },
  description:
    'Files to create from the transcript, each in its own binary field. With translated utterances, each language gets its own file, such as "srt_de".',
};

const OUTPUT_FIELD: INodeProperties = {
  displayName: 'Put Output File in Field',
  name: 'outputField',
  type: 'string',
  default: 'data',
  placeholder: 'e.g. data',
  hint: 'The name of the output field to put the binary file data in',
};
