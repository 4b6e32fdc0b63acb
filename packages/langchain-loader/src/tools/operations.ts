import { type AnyEntry, BadInputError, ENTRIES, findEntry, perform, simplified } from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { clientOf } from '../client.ts';
import { schemaOf } from '../schema.ts';
import { makeTool, shortened } from './make.ts';
import { MAX_CHARACTERS, type ToolOptions } from './options.ts';

export interface OperationToolOptions extends Omit<ToolOptions, 'speakerNames'> {
  /** Milliseconds that a job is waited for. @default 10 minutes */
  readonly deadlineMs?: number | undefined;
}

const PATIENCE_MS = 600_000;

/**
 * Any operation of the API as a tool, with all its parameters: the model gets the parts of the result that people look
 * at, the artifact is the whole of it.
 *
 * @param operation its id, such as `get_subtitles`
 * @throws BadInputError for an operation that does not exist
 */
export function createOperationTool(operation: string, options: OperationToolOptions = {}): DynamicStructuredTool {
  const entry = findEntry(operation);
  if (entry === undefined) {
    throw new BadInputError(`There is no operation called ${operation}.`, {
      field: 'operation',
      hint: `Choose one of ${ENTRIES.map(({ id }) => id).join(', ')}.`,
    });
  }
  const client = clientOf(options);
  const { deadlineMs = PATIENCE_MS, maxCharacters = MAX_CHARACTERS } = options;
  const { name = entry.id, description = entry.help } = options;
  return makeTool({ name, description }, schemaOf(entry), async (input: object, { signal }) => {
    const result: unknown = await perform(entry, input, { client, signal, deadlineMs });
    return [shortened(told(entry, result), maxCharacters), result];
  });
}

/**
 * Operations as tools, ready for an agent.
 *
 * @param operations their ids. Default: those that only read, so that an agent can neither spend money nor delete.
 */
export function createOperationTools(
  operations: readonly string[] = ENTRIES.filter(isHarmless).map(({ id }) => id),
  options: Omit<OperationToolOptions, 'name' | 'description'> = {},
): DynamicStructuredTool[] {
  const client = clientOf(options);
  return operations.map((operation) => createOperationTool(operation, { ...options, client }));
}

const isHarmless = ({ effect, status = 'current' }: AnyEntry): boolean => effect === 'read' && status === 'current';

const told = ({ output }: AnyEntry, result: unknown): string =>
  typeof result === 'string' ? result : JSON.stringify(simplified(output, result), null, 1);
