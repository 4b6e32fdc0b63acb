import type { CompletedTranscript } from '@aai-connectors/core';
import type { JobEvent } from '../../shared/protocol.ts';

export type Step = 'uploading' | 'submitting' | 'queued' | 'processing';

/** A transcription, as the page shows it. */
export type Job =
  | { readonly state: 'none' }
  | {
      readonly state: 'running';
      readonly name: string;
      readonly step: Step;
      /** 0 to 1 */
      readonly uploaded: number;
      readonly transcriptId?: string | undefined;
    }
  | { readonly state: 'failed'; readonly name: string; readonly message: string }
  | {
      readonly state: 'done';
      readonly name: string;
      readonly transcript: CompletedTranscript;
      /** URL of the recording in this page. */
      readonly audioUrl: string;
    };

export type RunningJob = Extract<Job, { state: 'running' }>;
export type DoneJob = Extract<Job, { state: 'done' }>;

export const startedJob = (name: string): RunningJob => ({ state: 'running', name, step: 'uploading', uploaded: 0 });

/** The job after a message of the server. Messages that change nothing return the same job. */
export function afterEvent(job: RunningJob, event: JobEvent<unknown>): RunningJob {
  switch (event.type) {
    case 'uploaded':
      return { ...job, uploaded: 1, step: 'submitting' };
    case 'submitted':
      return { ...job, uploaded: 1, step: 'queued', transcriptId: event.transcriptId };
    case 'status':
      return event.status === 'processing' ? { ...job, step: 'processing' } : job;
    default:
      return job;
  }
}
