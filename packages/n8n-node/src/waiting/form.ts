import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../display.ts';
import { inTopic } from '../names.ts';
import { topLevel } from '../view.ts';
import type { AnyEntry } from '../core.ts';

/** Ways to wait for a job: values of the parameter Waiting. */
export type WaitingStyle = 'suspend' | 'check' | 'none';

/** Shown in the editor next to the node while its execution is suspended. */
export const WAITING_TOOLTIP = 'The execution continues when AssemblyAI reports that its transcripts are ready';

/** A number among the Options, and its value if nobody added it. */
interface Time {
  readonly name: string;
  readonly start: number;
}

export const STAY: Time = { name: 'stayInStep', start: 30 };
export const TIME_LIMIT: Time = { name: 'waitAtMost', start: 30 };
export const CHECK_EVERY: Time = { name: 'checkEvery', start: 10 };

/** How to wait, for operations that start a transcription. */
export function waitingProperties(entries: readonly AnyEntry[]): INodeProperties[] {
  const jobs = entries.filter((entry) => entry.kind === 'job' && canSuspend(entry));
  return jobs.length === 0 ? [] : [shownFor(jobs, WAITING)];
}

/** How long and how often, for the Options of an operation that waits. */
export function waitingOptions(entry: AnyEntry): readonly INodeProperties[] {
  if (entry.kind !== 'job') return [];
  return canSuspend(entry) ? STARTED_HERE : STARTED_BEFORE;
}

/** AssemblyAI calls back only for a job that was started with a webhook. */
const canSuspend = ({ effect }: AnyEntry): boolean => effect === 'write';

const WAITING: INodeProperties = {
  displayName: 'Waiting',
  name: 'waiting',
  type: 'options',
  options: [
    {
      name: 'Suspend Until Ready',
      value: 'suspend',
      description:
        'Waits in the step for 30 seconds, then pauses the execution until AssemblyAI calls back. Uses no worker while paused.',
    },
    {
      name: 'Check at Intervals',
      value: 'check',
      description: "Waits in the step and checks the transcript at intervals. For when AssemblyAI can't reach n8n.",
    },
    {
      name: "Don't Wait",
      value: 'none',
      description: 'Continues with the ID and status of the transcript',
    },
  ],
  default: 'suspend',
  description: 'How to wait for the transcript',
};

const TOPIC = 'Waiting';

const timeOption = (
  { name, start }: Time,
  label: string,
  least: number,
  description: string,
  show?: NonNullable<INodeProperties['displayOptions']>['show'],
): INodeProperties => ({
  displayName: inTopic(TOPIC, label),
  name,
  type: 'number',
  typeOptions: { minValue: least },
  default: start,
  ...(show !== undefined && { displayOptions: { show } }),
  description,
});

const CHECK_EVERY_LABEL = 'Check Every (Seconds)';
const TIME_LIMIT_LABEL = 'Time Limit (Minutes)';

const STARTED_HERE: readonly INodeProperties[] = [
  timeOption(CHECK_EVERY, CHECK_EVERY_LABEL, 1, 'Seconds between two checks. Defaults to 10.', {
    [topLevel('waiting')]: ['check'],
  }),
  timeOption(
    STAY,
    'Stay in the Step (Seconds)',
    0,
    'Seconds to wait in the step before the execution is paused. Defaults to 30. Enter 0 to free the worker sooner, for many recordings at a time.',
    { '@tool': [false], [topLevel('waiting')]: ['suspend'] },
  ),
  timeOption(
    TIME_LIMIT,
    TIME_LIMIT_LABEL,
    1,
    'Minutes to wait before the workflow continues without the transcript. Defaults to 30. The item then has its ID and "timed_out": pass it to Wait for Transcript to get the result.',
    { [topLevel('waiting')]: ['suspend', 'check'] },
  ),
];

const STARTED_BEFORE: readonly INodeProperties[] = [
  timeOption(
    TIME_LIMIT,
    TIME_LIMIT_LABEL,
    1,
    'Minutes to wait in the step before the node fails. Defaults to 30. The transcript keeps processing: get it later by its ID.',
  ),
];
