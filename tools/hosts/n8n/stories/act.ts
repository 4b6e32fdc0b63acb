import { recordingPath } from '@aai-connectors/stand-in';
import { readFileSync } from 'node:fs';
import type { Workflow, WorkflowNode } from '../real/commands.ts';
import type { Item } from '../real/executions.ts';
import type { LastPage } from './form-page.ts';
import type { Stage } from './stage.ts';

/** Runs a template the way its user does. */
export interface Act {
  readonly slug: string;
  /** Other workflows of the user that take part. */
  readonly others?: readonly Workflow[];
  /** What the user changes in the template, other than accounts and addresses. */
  edit?(node: WorkflowNode): WorkflowNode;
  /** @returns what was observed, in a few words. @throws if the template does not do what its note says. */
  play(stage: Stage, template: Started): Promise<string>;
}

/** A template that is ready to run. */
export interface Started {
  /** Fills in its form and reads the last page. */
  submit(...answers: readonly (string | readonly string[] | File)[]): Promise<LastPage>;
  /** Calls its webhook with JSON, or with a form. */
  call(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Path of the webhook of this node. */
  webhookIdOf(node: string): string;
  /** Runs it as its schedule does. */
  tick(): Promise<void>;
  /** Items that this node returned after the last start, which must end in time. @param limitMs @default 60_000 */
  items(node: string, limitMs?: number): Promise<readonly Item[]>;
}

export const dialogue = (name = 'dialogue.wav', type = 'audio/wav'): File =>
  new File([readFileSync(recordingPath('dialogue.wav'))], name, { type });

/** A file that nobody can transcribe. */
export const noRecording = (): File => new File(['This is not audio.'], 'notes.wav', { type: 'audio/wav' });
