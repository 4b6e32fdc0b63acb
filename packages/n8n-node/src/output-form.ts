import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from './display.ts';
import { byName } from './names.ts';
import { type AnyEntry, canonicalJson, exampleResult, FORMATS, sampleOf } from './core.ts';

/** More fields than this, and the host's review asks for a way to have fewer. */
const MANY_FIELDS = 10;

/** What to output. */
export function outputProperties(entries: readonly AnyEntry[]): INodeProperties[] {
  const reduced = entries.filter(isReduced);
  const rich = entries.filter(isRich);
  const transcripts = entries.filter(({ gives }) => gives === 'transcript');
  const files = entries.filter(({ file }) => file !== undefined);
  return [
    ...(reduced.length === 0 ? [] : [shownFor(reduced, NODE_SIMPLIFY)]),
    ...(rich.length === 0 ? [] : RICH.map((property) => shownFor(rich, property))),
    ...(transcripts.length === 0 ? [] : [shownFor(transcripts, FILES)]),
    ...(files.length === 0 ? [] : [shownFor(files, OUTPUT_FIELD)]),
  ];
}

/** Whether the simple output of an operation is less than what the API gave, so that people may want all of it. */
export const isReduced = (entry: AnyEntry): boolean =>
  entry.effect !== 'delete' && canonicalJson(sampleOf(entry)) !== canonicalJson(exampleResult(entry));

/** Whether a model gets to choose among the fields. */
export const isRich = ({ output }: AnyEntry): boolean =>
  new Set(output.map(({ key }) => key.split(/[.[]/)[0])).size > MANY_FIELDS;

/** Also in the forms of triggers. */
export const SIMPLIFY: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

const NODE_SIMPLIFY: INodeProperties = { ...SIMPLIFY, displayOptions: { show: { '@tool': [false] } } };

const RICH: readonly INodeProperties[] = [
  {
    displayName: 'Output',
    name: 'output',
    type: 'options',
    options: [
      { name: 'Raw', value: 'raw', description: 'Everything the API gave' },
      { name: 'Selected Fields', value: 'selected', description: 'Only the fields you name' },
      { name: 'Simplified', value: 'simplified', description: 'What is usually needed, without single words' },
    ],
    default: 'simplified',
    displayOptions: { show: { '@tool': [true] } },
    description: 'How much of the response to give to the model',
  },
  {
    displayName: 'Fields',
    name: 'fields',
    type: 'string',
    typeOptions: { multipleValues: true },
    default: ['text'],
    displayOptions: { show: { '@tool': [true], output: ['selected'] } },
    description: 'Names of the fields to keep',
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
  description:
    'Files to make of the finished transcript, each in a binary field of its own. Where utterances were translated, each language gets its own, such as "srt_de".',
};

const OUTPUT_FIELD: INodeProperties = {
  displayName: 'Put Output File in Field',
  name: 'outputField',
  type: 'string',
  default: 'data',
  placeholder: 'e.g. data',
  hint: 'The name of the output field to put the binary file data in',
};
