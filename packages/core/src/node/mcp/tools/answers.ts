import type { Transcript } from '../../../model.ts';
import type { Desk } from '../desk.ts';
import { overviewOf } from '../reading.ts';

/** The answer of a call that got a finished transcript. */
export const finishedAnswer = (transcript: Transcript, { naming, budget }: Desk): string =>
  `The transcript is finished.\n${overviewOf(transcript, naming, budget)}`;

/** The answer of a call whose transcript is not finished. */
export const unfinishedAnswer = (transcriptId: string, status: string): string =>
  `The transcript is not finished: its status is ${status}.\nTranscript ID: ${transcriptId}\n\nCall wait_for_transcript with transcript_id ${transcriptId} to go on waiting. The recording is submitted and will be billed, so do not transcribe it again.`;
