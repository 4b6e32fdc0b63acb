import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../display.ts';
import type { AnyEntry } from '../core.ts';

/** Ways to wait for a job, as the form knows them. */
export type WaitingStyle = 'suspend' | 'check' | 'none';

/** How to wait, for the operations that have something to wait for. */
export function waitingProperties(entries: readonly AnyEntry[]): INodeProperties[] {
  const jobs = entries.filter(({ kind }) => kind === 'job');
  if (jobs.length === 0) return [];
  return WAITING.map((property) => shownFor(jobs, property));
}

const WAITING: readonly INodeProperties[] = [
  {
    displayName: 'Waiting',
    name: 'waiting',
    type: 'options',
    options: [
      {
        name: 'Check at Intervals',
        value: 'check',
        description: 'Pauses the workflow and looks from time to time. For an n8n that AssemblyAI cannot call.',
      },
      {
        name: "Don't Wait",
        value: 'none',
        description: 'Goes on at once with the ID and status of the transcript',
      },
      {
        name: 'Suspend Until Ready',
        value: 'suspend',
        description: 'Pauses the workflow until AssemblyAI calls back. It uses no worker meanwhile.',
      },
    ],
    default: 'suspend',
    description: 'How to wait until the transcript is ready',
  },
  {
    displayName: 'Check Every (Minutes)',
    name: 'checkEvery',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 1,
    displayOptions: { show: { waiting: ['check'] } },
    description: 'How long to wait between two looks',
  },
  {
    displayName: 'Wait at Most (Minutes)',
    name: 'waitAtMost',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 180,
    displayOptions: { show: { waiting: ['suspend', 'check'] } },
    description:
      'After this time the node looks once more and then gives up. The job itself goes on: wait for it again by its ID.',
  },
];
