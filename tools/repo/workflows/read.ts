import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { filesOf, pathsOf } from '../boundaries/files.ts';

/** A step of a job, as far as the checks read it. */
export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly steps?: readonly Step[];
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix?: { readonly include?: readonly Readonly<Record<string, unknown>>[] } };
}

export interface Workflow {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** An action at the commit that somebody looked up, with the inputs that it declares there. */
export interface KnownAction {
  readonly version: string;
  readonly commit: string;
  readonly inputs: readonly string[];
}

export const parseWorkflow = (path: string, text: string): Workflow => ({
  ...(parse(text) as Omit<Workflow, 'path' | 'text'>),
  path,
  text,
});

/** The workflows of the repository in whose root the process runs. */
export const readWorkflows = (): readonly Workflow[] =>
  filesOf('.github/workflows/*.{yml,yaml}').map(({ path, text }) => parseWorkflow(path, text));

export const knownActions = (): Readonly<Record<string, KnownAction>> =>
  JSON.parse(readFileSync(new URL('actions.json', import.meta.url), 'utf8')) as Record<string, KnownAction>;

/** What a workflow can start: the scripts of the root, the targets of each project, and programs. */
export interface Commands {
  readonly scripts: ReadonlySet<string>;
  /** Paths from the root. */
  readonly programs: ReadonlySet<string>;
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly nx?: { readonly name: string; readonly targets?: Readonly<Record<string, unknown>> };
}

const manifestAt = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

/** Nx takes each script of a workspace as a target, beside those that the workspace declares. */
export function commandsOf(): Commands {
  const workspaces = pathsOf('{packages,tools,tools/hosts}/*/package.json').map(manifestAt);
  return {
    scripts: new Set(Object.keys(manifestAt('package.json').scripts ?? {})),
    programs: new Set(pathsOf('tools/**/*main.ts')),
    targets: new Map(
      workspaces.flatMap(({ nx, scripts = {} }) =>
        nx === undefined ? [] : [[nx.name, new Set([...Object.keys(scripts), ...Object.keys(nx.targets ?? {})])]],
      ),
    ),
  };
}
