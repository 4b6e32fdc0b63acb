/** What must hold for each workflow, beyond what actionlint checks. */
import type { Commands, Job, KnownAction, Step, Workflow } from './read.ts';

type Actions = Readonly<Record<string, KnownAction>>;

/** The breaches of a workflow, as sentences that start with its path. */
export function breaches(workflow: Workflow, known: Actions, commands: Commands): readonly string[] {
  const { path, text, jobs, permissions } = workflow;
  return [
    ...(isNothing(permissions)
      ? []
      : ['grants permissions to all its jobs. Write permissions: {}, and name them per job']),
    ...text.split('\n').flatMap((line, at) => pinOf(line, known).map((words) => `line ${at + 1}: ${words}`)),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      jobBreaches(job, known, commands).map((words) => `job ${name}: ${words}`),
    ),
  ].map((words) => `${path}: ${words}`);
}

const isNothing = (permissions: unknown): boolean =>
  typeof permissions === 'object' && permissions !== null && Object.keys(permissions).length === 0;

const USES = /^\s*(?:-\s+)?uses:\s*(\S+)(?:\s+#\s*(\S+))?\s*$/;

/** An action is pinned to a commit that is in the list, and its comment names the version of that commit. */
function pinOf(line: string, known: Actions): readonly string[] {
  const [, uses, comment] = USES.exec(line) ?? [];
  if (uses === undefined || uses.startsWith('./')) return [];
  const [name = '', ref = ''] = uses.split('@');
  const action = known[name];
  if (!/^[0-9a-f]{40}$/.test(ref)) return [`${uses} is not pinned to a commit`];
  if (action === undefined) return [`${name} is not in tools/repo/workflows/actions.json`];
  if (action.commit !== ref) return [`${name} is pinned to ${ref}, and the list has ${action.commit}`];
  return comment === action.version ? [] : [`the comment of ${name} is ${comment ?? 'missing'}, not ${action.version}`];
}

function jobBreaches(job: Job, known: Actions, commands: Commands): readonly string[] {
  const { steps = [], permissions, 'timeout-minutes': minutes, strategy } = job;
  const matrix = strategy?.matrix?.include ?? [];
  const texts = [
    ...steps.flatMap(({ run }) => run ?? []),
    ...matrix.flatMap((row) => Object.values(row).filter((value) => typeof value === 'string')),
  ];
  return [
    ...(permissions === undefined ? ['names no permissions'] : []),
    ...(minutes === undefined ? ['has no timeout-minutes'] : []),
    ...steps.flatMap((step) => stepBreaches(step, known)),
    ...texts.flatMap((text) => unknownCommands(text, commands)),
  ];
}

function stepBreaches({ uses = '', run = '', with: inputs = {} }: Step, known: Actions): readonly string[] {
  const [name = ''] = uses.split('@');
  const declared = known[name]?.inputs;
  return [
    ...Object.keys(inputs)
      .filter((input) => declared?.includes(input) === false)
      .map((input) => `${name} has no input ${input}`),
    // A token in the work tree can be read by everything that runs later.
    ...(name === 'actions/checkout' && inputs['persist-credentials'] !== false
      ? ['actions/checkout keeps its token. Set persist-credentials: false']
      : []),
    // Text of an event becomes code of the shell.
    ...[...run.matchAll(/\$\{\{\s*([^}]*?)\s*\}\}/g)]
      .filter(([, expression]) => !/^matrix\.\w+$/.test(expression!))
      .map(([whole]) => `a script has ${whole}. Pass it in env`),
  ];
}

/** Scripts and targets that a shell text starts and the repository does not have. */
function unknownCommands(text: string, { scripts, programs, targets }: Commands): readonly string[] {
  const missing: string[] = [];
  for (const [, name] of text.matchAll(/\bnpm (?:run|test)(?: -s)?(?: ([\w:-]+))?/g)) {
    if (name !== undefined && !scripts.has(name)) missing.push(`there is no script ${name}`);
  }
  for (const [, target, project] of text.matchAll(/\bnx (?!run-many)([\w-]+) ([\w-]+)/g)) {
    if (targets.get(project!)?.has(target!) !== true) missing.push(`there is no target ${target} of ${project}`);
  }
  for (const [path] of text.matchAll(/\btools\/[\w./-]+\.ts\b/g)) {
    if (!programs.has(path)) missing.push(`there is no program ${path}`);
  }
  for (const [, list] of text.matchAll(/--projects=([\w,-]+)/g)) {
    for (const project of list!.split(',')) if (!targets.has(project)) missing.push(`there is no project ${project}`);
  }
  return missing;
}
