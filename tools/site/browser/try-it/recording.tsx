import type { CompletedTranscript } from '@aai-connectors/core';
import { useRef, useState } from 'preact/hooks';
import { SAMPLE } from '../../shared/sample.ts';
import type { OptionKey, TryItData } from '../../shared/try-it-data.ts';
import type { ServiceState } from './service-state.ts';
import { afterEvent, type Job, startedJob } from './job.ts';
import { Progress } from './progress.tsx';
import { Result } from './result.tsx';
import { addressOf, transcribe } from './server.ts';
import { Source } from './source.tsx';

interface Props extends TryItData {
  readonly service: ServiceState;
}

/** Transcribes a recording and shows the result. */
export function RecordingPanel({ options, service }: Props) {
  const [job, setJob] = useState<Job>({ state: 'none' });
  const [chosen, setChosen] = useState<ReadonlySet<OptionKey>>(
    () => new Set(options.filter(({ isOn }) => isOn).map(({ key }) => key)),
  );
  const stop = useRef<AbortController>(undefined);

  const run = async (file: Blob, name: string): Promise<void> => {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    setJob(startedJob(name));
    const update = (change: (job: Job) => Job): void => {
      if (!signal.aborted) setJob(change);
    };
    try {
      const transcript = await transcribe({
        file,
        name,
        options: chosen,
        signal,
        onUpload: (uploaded) => update((now) => (now.state === 'running' ? { ...now, uploaded } : now)),
        onEvent: (event) => update((now) => (now.state === 'running' ? afterEvent(now, event) : now)),
      });
      update((before) => finished(before, file, name, transcript));
    } catch (error) {
      update(() => ({ state: 'failed', name, message: (error as Error).message }));
    }
  };

  const runSample = async (): Promise<void> => {
    const file = await fetch(addressOf(SAMPLE.audio)).then((response) => response.blob());
    if (service !== 'none') return run(file, SAMPLE.name);
    const response = await fetch(addressOf(SAMPLE.transcript));
    const transcript = (await response.json()) as CompletedTranscript;
    setJob((before) => finished(before, file, SAMPLE.name, transcript));
  };

  return (
    <>
      <Source
        options={options}
        chosen={chosen}
        onChoose={setChosen}
        canUpload={service !== 'none'}
        isBusy={job.state === 'running' || service === 'searching'}
        onFile={(file) => void run(file, file.name)}
        onSample={() => void runSample()}
      />
      <div aria-live="polite">
        {job.state === 'running' && (
          <Progress
            job={job}
            onCancel={() => {
              stop.current?.abort();
              setJob({ state: 'none' });
            }}
          />
        )}
        {job.state === 'done' && <p class="visually-hidden">{job.name} is transcribed. The result follows below.</p>}
        {job.state === 'failed' && (
          <p class="failure">
            <strong>{job.name} was not transcribed.</strong> {job.message}
          </p>
        )}
      </div>
      {job.state === 'done' && <Result key={job.audioUrl} job={job} />}
    </>
  );
}

/** The finished job. Releases the recording of the previous job. */
function finished(before: Job, file: Blob, name: string, transcript: CompletedTranscript): Job {
  if (before.state === 'done') URL.revokeObjectURL(before.audioUrl);
  return { state: 'done', name, transcript, audioUrl: URL.createObjectURL(file) };
}
