import { hintOf, isAssemblyAIError } from '@aai-connectors/core/rest';
import { type Arguments, DEFAULT_FORMATS, DEFAULT_OUT } from './arguments.ts';

/** Why no files were written for a recording. */
export interface Failure {
  /** A code of `AssemblyAIError`, `budget`, or `files` if they could not be written. */
  readonly code: string;
  readonly sentences: string;
  /** IDs of transcripts that can be resumed: one, or several candidates if the ID never arrived. */
  readonly transcriptIds: readonly string[];
}

export function failureOf(error: unknown): Failure {
  if (!isAssemblyAIError(error)) {
    return { code: 'error', sentences: error instanceof Error ? error.message : String(error), transcriptIds: [] };
  }
  const { code, transcriptId, candidateIds = [] } = error;
  const isOver = code === 'transcript_failed' || code === 'not_found';
  const transcriptIds = isOver ? [] : transcriptId === undefined ? candidateIds : [transcriptId];
  return { code, sentences: sentencesOf(error), transcriptIds };
}

/** What happened and what to do next, on one line. */
export function sentencesOf(error: unknown): string {
  if (!isAssemblyAIError(error)) return error instanceof Error ? error.message : String(error);
  if (error.code === 'aborted') {
    if (error.transcriptId !== undefined) return 'Stopped. The transcript is still processing and will be billed.';
    if (error.candidateIds === undefined) return 'Stopped before the recording was submitted. Nothing was billed.';
  }
  const hint =
    error.code === 'authentication' ? 'Check the API key in ASSEMBLYAI_API_KEY and the --region.' : hintOf(error);
  return [error.message, hint].flatMap((text) => text?.replace(/([^.!?])$/, '$1.') ?? []).join(' ');
}

/** The command that resumes these transcripts with the same region, host, folder and formats. */
export function resumeCommand(
  { region, host, out, formats, standIn, force }: Arguments,
  transcriptIds: readonly string[],
): string {
  const options = [
    ...(region === 'us' ? [] : ['--region', region]),
    ...(host === undefined ? [] : ['--host', host]),
    ...(standIn ? ['--stand-in'] : []),
    ...(out === DEFAULT_OUT ? [] : ['--out', out]),
    ...(formats.join() === DEFAULT_FORMATS.join() ? [] : ['--format', formats.join()]),
    ...(force ? ['--force'] : []),
  ];
  return ['npm start -- --resume', ...transcriptIds, ...options]
    .map((word, at) => (at === 0 ? word : quoted(word)))
    .join(' ');
}

/** Quotes a word for the shell. */
const quoted = (word: string): string => (/^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
