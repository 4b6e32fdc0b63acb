import {
  type AnyEntry,
  BadInputError,
  ENTRIES,
  findEntry,
  inputFileName,
  isForAgents,
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

/** Options of {@link createOperationTool}. */
export interface OperationToolOptions extends Omit<ToolOptions, 'speakerNames'> {
  /** How long to wait for a job, ms. @default 10 minutes */
  readonly deadlineMs?: number | undefined;
  /** Decides which URLs may be transcribed. @default public https URLs */
  readonly allowUrl?: ((url: URL) => boolean) | undefined;
}

/**
 * Creates a tool for any API operation with all its parameters. The model receives the simple output as JSON, with the
 * names that all connectors share, such as `summary` and `key_phrases`; the artifact is the API's full result.
 *
 * @param operation the operation's ID, such as `get_subtitles`
 * @throws BadInputError if the operation does not exist, or takes a file, which a model cannot provide
 */
export function createOperationTool(operation: string, options: OperationToolOptions = {}): DynamicStructuredTool {
  const entry = findEntry(operation);
  if (entry === undefined) {
    throw new BadInputError(`Operation ${operation} does not exist.`, {
      field: 'operation',
      hint: `Use one of: ${ENTRIES.map(({ id }) => id).join(', ')}.`,
    });
  }
  const media = Object.entries(entry.params).filter(([, { kind }]) => kind === 'media');
  if (media.some(([, field]) => (field as MediaField).fileOnly === true)) {
    throw new BadInputError(`${entry.label} takes a file, which a model cannot provide.`, {
      field: 'operation',
      hint: 'Load files with AssemblyAILoader, or use an operation that takes a URL.',
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
      return [textOf(entry, result, inputFileName(entry, answers)), result];
    },
  );
}

/**
 * Creates tools for several operations.
 *
 * @param operations IDs of operations. Default: `transcribe` and all read-only operations, so an agent can be billed for
 *   transcriptions only, and cannot delete anything.
 */
export function createOperationTools(
  operations: readonly string[] = ENTRIES.filter(isForAgents).map(({ id }) => id),
  options: Omit<OperationToolOptions, 'name' | 'description'> = {},
): DynamicStructuredTool[] {
  const client = clientOf(options);
  return operations.map((operation) => createOperationTool(operation, { ...options, client }));
}

const textOf = (entry: AnyEntry, result: unknown, fileName: string | undefined): string =>
  typeof result === 'string' ? result : JSON.stringify(simplified(entry, result, fileName), null, 1);

/** Default values of the form. */
const defaultsOf = ({ params }: AnyEntry): object =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, field]) => (field.default === undefined ? [] : [[key, field.default]])),
  );
