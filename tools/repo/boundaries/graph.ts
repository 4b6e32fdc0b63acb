/** The import graph of the whole repository, and what its rules refuse. */
import { spawnSync } from 'node:child_process';

/** One file and the files of this repository that it imports. Paths start at the root of the repository. */
export interface Module {
  readonly path: string;
  readonly imports: readonly string[];
}

/** A broken rule of `.dependency-cruiser.cjs`. */
export interface Violation {
  readonly rule: string;
  /** Why the rule exists. */
  readonly comment: string;
  readonly from: string;
  readonly to: string;
}

export interface Graph {
  readonly modules: readonly Module[];
  readonly violations: readonly Violation[];
}

/** What dependency-cruiser prints as JSON, as far as it is read here. */
interface Cruised {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment?: string }[] };
  };
}

/**
 * Reads the graph of the repository in whose root the process runs. Imports of types count like any other.
 *
 * @throws Error when dependency-cruiser prints no graph.
 */
export function readGraph(): Graph {
  const { stdout, stderr } = spawnSync(
    'depcruise',
    ['packages', 'tools', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser printed no graph: ${stdout}${stderr}`);
  return graphOf(JSON.parse(stdout) as Cruised);
}

export function graphOf({ modules, summary }: Cruised): Graph {
  const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment = '' }) => [name, comment]));
  const isOwn = (path: string): boolean => /^(?:packages|tools)\//.test(path) && !path.includes('node_modules/');
  return {
    modules: modules
      .filter(({ source }) => isOwn(source))
      .map(({ source, dependencies }) => ({
        path: source,
        imports: [...new Set(dependencies.map(({ resolved }) => resolved).filter(isOwn))],
      })),
    violations: summary.violations.map(({ from, to, rule }) => ({
      rule: rule.name,
      comment: comments.get(rule.name) ?? '',
      from,
      to,
    })),
  };
}
