import type { HostId } from '@aai-connectors/forms/read';

/** A step of a flow, as its picture shows it. */
export interface FlowStep {
  /** The app or package that runs the step. */
  readonly app: string;
  readonly title: string;
  /** Depth inside loops and branches, from 0. */
  readonly depth: number;
}

/** A ready-made flow of a host. */
export interface Flow {
  readonly host: HostId;
  /** File name without its extension; unique in the host. */
  readonly slug: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly steps: readonly FlowStep[];
  /** Requirements, setup and so on, as Markdown with headings of level 2. Empty if the flow needs no explanation. */
  readonly notes: string;
  /** How to import it, as Markdown. */
  readonly importing: string;
  readonly file: { readonly name: string; readonly language: 'json' | 'ts'; readonly text: string };
  /** Picture of the canvas in the host's editor. If absent, the steps are drawn. */
  readonly canvas?: { readonly name: string; readonly content: () => Uint8Array } | undefined;
}

/** Display name of this project's package in a step. */
export const OWN_APP = 'AssemblyAI';
