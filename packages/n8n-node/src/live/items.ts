import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
  explain,
  type FeedEnd,
  type FinalTurn,
  isAssemblyAIError,
  type PhoneTrack,
  redactData,
  type Span,
} from '../core.ts';

/** What an item is about. */
export type ItemKind = 'turn' | 'gap' | 'end';

/** A finished turn. Times are milliseconds from the start of the audio. */
export function turnData(turn: FinalTurn): IDataObject {
  const { order, text, start, end, confidence, speaker, channel, language, complete, words } = turn;
  return withoutNothing({
    ...{ type: 'turn', order, text, start, end, confidence, speaker, channel, language, complete },
    words: words.map((word) => ({ text: word.text, start: word.start, end: word.end, confidence: word.confidence })),
  });
}

/** Audio that was not transcribed. */
export const gapData = ({ start, end }: Span): IDataObject => ({ type: 'gap', start, end });

/** The end of a call or of a source. */
export function endData({ turns, summary, error }: FeedEnd): IDataObject {
  return withoutNothing({
    type: 'end',
    turns,
    audio_duration_ms: summary?.audioMs,
    gaps: summary?.gaps.map(({ start, end }) => ({ start, end })),
    session_ids: summary && [...summary.sessionIds],
    error: error && (isAssemblyAIError(error) ? explain(error) : error.message),
  });
}

/** Which call an item belongs to. */
export const callData = ({ callSid, streamSid, track, parameters }: PhoneTrack): IDataObject => ({
  call: { call_sid: callSid, stream_sid: streamSid, track, parameters: { ...parameters } },
});

export const itemOf = (data: IDataObject, secrets: readonly string[]): INodeExecutionData => ({
  json: redactData(data, secrets),
});

const withoutNothing = (data: Readonly<Record<string, unknown>>): IDataObject =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as IDataObject;
