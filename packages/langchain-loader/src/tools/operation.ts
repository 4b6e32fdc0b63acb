import {
  type AnyEntry,
  BadInputError,
  checkAgentInput,
  ENTRIES,
  findEntry,
  inputFileName,
  isForAgents,
  type MediaField,
  metered,
  perform,
  safeLink,
  schemaOf,
  simplified,
  type Transcript,
  type Usage,
} from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { clientOf } from '../client.ts';
import { makeTool } from './make.ts';
import { PATIENCE_MS, type ToolOptions } from './options.ts';

/** Options of {@link createOperationTool}. */
export interface OperationToolOptions extends Omit<ToolOptions, 'speakerNames'> {
  /** How long to wait for a job, ms. @default 10 minutes */
  readonly deadlineMs?: number | undefined;
  /** Decides which URLs may be transcribed. @default public https URLs */
  readonly allowUrl?: ((url: URL) => boolean) | undefined;
  /** Counts and limits the audio that Transcribe is billed for, as in `createTranscribeTool`. */
  readonly usage?: Usage | undefined;
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
  const { deadlineMs = PATIENCE_MS, allowUrl, usage } = options;
  const { name = entry.id, description = entry.help } = options;
  return makeTool(
    { name, description },
    options,
    schemaOf(entry),
    async (input: Record<string, unknown>, { signal }) => {
      const links = media.flatMap(([key]) =>
        typeof input[key] === 'string' ? [[key, safeLink(input[key], allowUrl)]] : [],
      );
      checkAgentInput(entry, input);
      const answers = { ...defaultsOf(entry), ...input, ...(Object.fromEntries(links) as object) };
      const settings = { client, signal, deadlineMs, manner: 'tool' } as const;
      const [link] = links;
      const result: unknown =
        link === undefined
          ? await perform(entry, answers, settings)
          : await metered(
              { usage, audio: link[1]!, params: answers },
              {},
              async ({ onSubmitted }: Started) =>
                (await perform(entry, answers, { ...settings, onStatus: onSubmitted })) as Transcript,
            );
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

interface Started {
  readonly onSubmitted?: ((transcript: Transcript) => void) | undefined;
}

const textOf = (entry: AnyEntry, result: unknown, fileName: string | undefined): string =>
  typeof result === 'string' ? result : JSON.stringify(simplified(entry, result, fileName), null, 1);

/** Default values of the form. */
const defaultsOf = ({ params }: AnyEntry): object =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, field]) => (field.default === undefined ? [] : [[key, field.default]])),
  );
