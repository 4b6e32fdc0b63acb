import { readyWithin } from '../../../client/ready-within.ts';
import { waitForTranscript as entry } from '../../../catalogue/entries/transcript/wait-for.ts';
import { AbortedError } from '../../../errors.ts';
import type { Desk } from '../desk.ts';
import { endedWithin, type ToolCall } from '../patience.ts';
import { READS, tool } from '../tool.ts';
import { finishedAnswer, unfinishedAnswer } from './answers.ts';

export const waitForTranscript = tool({
  name: entry.id,
  title: entry.label,
  description: `${entry.help} Waits for up to 50 seconds, then says so; call it again to go on waiting. Also opens a finished transcript.`,
  params: entry.params,
  hints: READS,
  run: ({ transcript_id: id }, desk, call) => waitedAnswer(id, desk, call),
});

/** Waits for a job that was submitted earlier, also by another program. */
export async function waitedAnswer(id: string, desk: Desk, call: ToolCall): Promise<string> {
  const { client, clock, waitMs, library } = desk;
  let status = 'unknown';
  const ready = readyWithin(client, id, {
    deadlineMs: waitMs,
    signal: call.signal,
    onStatus: (transcript) => (status = transcript.status),
  });
  // The wait has its own limit. This adds progress reports.
  await endedWithin(ready, { clock, waitMs: waitMs + CHECK_MS, call, state: () => status });
  if (call.signal.aborted) throw new AbortedError('The call was cancelled.', { transcriptId: id });
  const transcript = await ready;
  if (transcript === undefined) return unfinishedAnswer(id, status);
  library.keep(transcript);
  return finishedAnswer(transcript, desk);
}

/** Milliseconds for the last check of a wait. */
const CHECK_MS = 5_000;
