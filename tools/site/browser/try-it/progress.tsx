import type { RunningJob, Step } from './job.ts';

const STEPS: readonly (readonly [Step, string])[] = [
  ['uploading', 'Uploading'],
  ['submitting', 'Submitting'],
  ['queued', 'In the queue'],
  ['processing', 'Transcribing'],
];

/** Progress of a job, with its ID as soon as it is billed. */
export function Progress({ job, onCancel }: { readonly job: RunningJob; readonly onCancel: () => void }) {
  const at = STEPS.findIndex(([step]) => step === job.step);
  const label = STEPS[at]![1];
  const share = job.step === 'uploading' ? ` ${Math.round(job.uploaded * 100)}%` : '';
  return (
    <div class="progress">
      <p class="progress-words">
        <strong>{job.name}</strong>
        <span>
          {label}
          {/* A screen reader would announce every percent. */}
          <span aria-hidden="true">{share}</span>
        </span>
      </p>
      <progress aria-label={label} max={STEPS.length} value={at + (job.step === 'uploading' ? job.uploaded : 0.5)} />
      <p class="progress-foot">
        <span class="quiet small">{job.transcriptId === undefined ? '' : `Transcript ID ${job.transcriptId}`}</span>
        <button type="button" class="button small" onClick={onCancel}>
          Stop waiting
        </button>
      </p>
    </div>
  );
}
