import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../display.ts';
import { inTopic } from '../names.ts';
import { topLevel } from '../view.ts';
import type { AnyEntry } from '../core.ts';

/** Ways to wait for a job: values of the parameter Waiting. */
export type WaitingStyle = 'suspend' | 'check' | 'none';

/** How to wait, for operations that start or watch a transcription. */
export function waitingProperties(entries: readonly AnyEntry[]): INodeProperties[] {
  const jobs = entries.filter(({ kind }) => kind === 'job');
  return jobs.length === 0 ? [] : [shownFor(jobs, WAITING)];
}

/** How long and how often, for the Options of such an operation. */
export const waitingOptions = ({ kind }: AnyEntry): readonly INodeProperties[] => (kind === 'job' ? TIMES : []);

const WAITING: INodeProperties = {
  displayName: 'Waiting',
  name: 'waiting',
  type: 'options',
  options: [
    {
      name: 'Suspend Until Ready',
      value: 'suspend',
      description: 'Pauses the execution until AssemblyAI calls back. Uses no worker while waiting.',
    },
    {
      name: 'Check at Intervals',
      value: 'check',
      description: "Pauses the execution and checks the transcript at intervals. For when AssemblyAI can't reach n8n.",
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

const TIMES: readonly INodeProperties[] = [
  {
    displayName: inTopic(TOPIC, 'Check Every (Minutes)'),
    name: 'checkEvery',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 1,
    displayOptions: { show: { [topLevel('waiting')]: ['check'] } },
    description: 'Minutes between two checks. Defaults to 1.',
  },
  {
    displayName: inTopic(TOPIC, 'Time Limit (Minutes)'),
    name: 'waitAtMost',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 180,
    displayOptions: { show: { [topLevel('waiting')]: ['suspend', 'check'] } },
    description:
      'Minutes to wait before the node checks a last time and fails. Defaults to 180. The transcript keeps processing: get it later with the Wait operation and its ID.',
  },
];
