import type { Script } from './scripted-model.ts';

export interface Assignment {
  /** Public URL of the recording. */
  readonly url: string;
  /** Words to search for. */
  readonly words: readonly string[];
  readonly question: string;
}

/** Transcribes, searches, asks, and repeats the quotes of the Ask tool, as a good model does. */
export const scriptFor =
  ({ url, words, question }: Assignment): Script =>
  (results) => {
    const last = results.at(-1);
    if (last?.status === 'error') return { answer: last.text };
    const transcriptId = /^Transcript ID: (\S+)/.exec(results[0]?.text ?? '')?.[1];
    switch (results.length) {
      case 0:
        return { tool: 'transcribe_audio', args: { url } };
      case 1:
        return { tool: 'search_transcript', args: { words, transcriptId } };
      case 2:
        return { tool: 'ask_transcript', args: { question, transcriptId } };
      default:
        return { answer: `The recording says:\n${/Quotes:\n([^]*?)(?:\n\n|$)/.exec(last!.text)?.[1] ?? last!.text}` };
    }
  };
