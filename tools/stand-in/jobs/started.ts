import type { Resources } from '../resources.ts';
import type { Status } from './transcripts.ts';

/** A job as the service has it on its bill. */
export interface StartedJob {
  readonly id: string;
  readonly status: Status;
  readonly audioUrl: string;
  /** Of the bytes, hex, if they were uploaded and kept: the same recording may be uploaded twice. */
  readonly sha256: string | undefined;
}

export function startedJobs({
  transcripts,
  uploads,
}: Pick<Resources, 'transcripts' | 'uploads'>): readonly StartedJob[] {
  const hashes = new Map(uploads.all().map(({ id, file }) => [id, file?.sha256]));
  return transcripts.all().map(({ id, status, request: { audio_url: audioUrl } }) => ({
    id,
    status,
    audioUrl,
    sha256: hashes.get(audioUrl.split('/').at(-1)!),
  }));
}
