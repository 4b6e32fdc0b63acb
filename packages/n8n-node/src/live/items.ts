import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
  type CallEndReason,
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

/**
 * Why a call or a source ended.
 * - `hung_up`: the call is over.
 * - `ended`: the source came to its end.
 * - `lost`: the connection of the call or to the source broke.
 * - `idle`: no audio arrived for a while. The next audio continues.
 * - `stopped`: n8n deactivated or changed the workflow, or stopped.
 * - `failed`: see `error`.
 */
export type EndReason = 'hung_up' | 'ended' | 'lost' | 'idle' | 'stopped' | 'failed';

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
export function endData({ turns, summary, error }: FeedEnd, reason: EndReason): IDataObject {
  return withoutNothing({
    type: 'end',
    reason,
    turns,
    audio_duration_ms: summary?.audioMs,
    gaps: summary?.gaps.map(({ start, end }) => ({ start, end })),
    session_ids: summary && [...summary.sessionIds],
    error: error && (isAssemblyAIError(error) ? explain(error) : error.message),
  });
}

const REASONS: Readonly<Record<CallEndReason, EndReason>> = {
  'hung-up': 'hung_up',
  lost: 'lost',
  idle: 'idle',
  closed: 'stopped',
  failed: 'failed',
};

export const endOfCall = (reason: CallEndReason): EndReason => REASONS[reason];

/** Which call an item belongs to. */
export const callData = ({ callSid, streamSid, track, parameters }: PhoneTrack): IDataObject => ({
  call: { call_sid: callSid, stream_sid: streamSid, track, parameters: { ...parameters } },
});

/** @param emittedAt ms since the epoch */
export const itemOf = (data: IDataObject, emittedAt: number, secrets: readonly string[]): INodeExecutionData => ({
  json: redactData({ ...data, emitted_at: new Date(emittedAt).toISOString() }, secrets),
});

const withoutNothing = (data: Readonly<Record<string, unknown>>): IDataObject =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as IDataObject;
