import {
  type AnyEntry,
  BadInputError,
  ENTRIES,
  findEntry,
  isOffered,
  type MediaField,
  perform,
  simplified,
} from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { clientOf } from '../client.ts';
import { schemaOf } from '../form.ts';
import { makeTool } from './make.ts';
import { safeLink } from './safe-link.ts';
import { PATIENCE_MS, type ToolOptions } from './options.ts';

export interface OperationToolOptions extends Omit<ToolOptions, 'speakerNames'> {
  /** Milliseconds that a job is waited for. @default 10 minutes */
  readonly deadlineMs?: number | undefined;
  /** Which links may be transcribed. @default public ones with https */
  readonly allowUrl?: ((url: URL) => boolean) | undefined;
}

/**
 * Any operation of the API as a tool, with all its parameters: the model gets the parts of the result that people
 * use, the artifact is the whole of it.
 *
 * @param operation its id, such as `get_subtitles`
 * @throws BadInputError for an operation that does not exist, or that takes the bytes of a file, which no model has
 */
export function createOperationTool(operation: string, options: OperationToolOptions = {}): DynamicStructuredTool {
  const entry = findEntry(operation);
  if (entry === undefined) {
    throw new BadInputError(`There is no operation called ${operation}.`, {
      field: 'operation',
      hint: `Choose one of ${ENTRIES.map(({ id }) => id).join(', ')}.`,
    });
  }
  const media = Object.entries(entry.params).filter(([, { kind }]) => kind === 'media');
  if (media.some(([, field]) => (field as MediaField).fileOnly === true)) {
    throw new BadInputError(`${entry.label} takes a file, and a model has none to give.`, {
      field: 'operation',
      hint: 'Load files with AssemblyAILoader, or give the tool links.',
    });
  }
  const client = clientOf(options);
  const { deadlineMs = PATIENCE_MS, allowUrl } = options;
  const { name = entry.id, description = entry.help } = options;
  return makeTool(
    { name, description },
    options,
    schemaOf(entry),
    async (input: Record<string, unknown>, { signal }) => {
      const links = media.flatMap(([key]) =>
        typeof input[key] === 'string' ? [[key, safeLink(input[key], allowUrl)]] : [],
      );
      const answers = { ...defaultsOf(entry), ...input, ...(Object.fromEntries(links) as object) };
      const result: unknown = await perform(entry, answers, { client, signal, deadlineMs, manner: 'tool' });
      return [textOf(entry, result), result];
    },
  );
}

/**
 * Operations as tools, ready for an agent.
 *
 * @param operations their ids. Default: those that only read, and `transcribe`, so that an agent pays for
 *   transcriptions only and deletes nothing.
 */
export function createOperationTools(
  operations: readonly string[] = ENTRIES.filter(isForAgents).map(({ id }) => id),
  options: Omit<OperationToolOptions, 'name' | 'description'> = {},
): DynamicStructuredTool[] {
  const client = clientOf(options);
  return operations.map((operation) => createOperationTool(operation, { ...options, client }));
}

const isForAgents = (entry: AnyEntry): boolean =>
  isOffered(entry) && (entry.reads !== 'nothing' || entry.id === TRANSCRIBE);

/** What an agent needs before it can read anything. */
const TRANSCRIBE = 'transcribe';

const textOf = ({ output }: AnyEntry, result: unknown): string =>
  typeof result === 'string' ? result : JSON.stringify(simplified(output, result), null, 1);

/** What a form would start with. */
const defaultsOf = ({ params }: AnyEntry): object =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, field]) => (field.default === undefined ? [] : [[key, field.default]])),
  );
