import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Host } from './host.ts';
import { until } from './until.ts';

export interface Item {
  readonly json: Readonly<Record<string, unknown>>;
  readonly binary?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly pairedItem?: unknown;
  readonly error?: unknown;
}

/** One run of one node. */
export interface NodeRun {
  readonly startTime: number;
  readonly executionTime: number;
  readonly executionStatus?: string;
  readonly error?: { readonly message: string; readonly description?: string | null };
  /** By output; an output that nothing left by may be missing. */
  readonly data?: { readonly main?: readonly (readonly Item[] | null)[] };
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export type ExecutionStatus = 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled' | 'unknown';

/** An execution as the database has it at one moment. */
export interface Execution {
  readonly id: string;
  readonly workflowId: string;
  readonly status: ExecutionStatus;
  readonly mode: string;
  /** When n8n resumes a waiting execution by itself. */
  readonly waitTill?: Date;
  /** The message that the user sees. */
  readonly error?: string;
  readonly lastNode?: string;
  /** By the node's name. A node that is still at it has no run yet. */
  readonly runs: Readonly<Record<string, readonly NodeRun[]>>;
}

/** The items that left a node's last run by this output. */
export const itemsOf = ({ runs }: Execution, node: string, output = 0): readonly Item[] =>
  runs[node]?.at(-1)?.data?.main?.[output] ?? [];

/** All executions that are kept, the oldest first. Works while n8n runs and after its end. */
export async function readExecutions({ database, n8n }: Host): Promise<Execution[]> {
  const { parse } = createRequire(join(n8n.folder, 'node_modules', 'n8n', 'package.json'))('flatted') as Flatted;
  return (await database.rows<Row>(QUERY)).map((row) => executionOf(row, parse));
}

/** Number of executions by status, of one workflow. Reads no data, so that it is cheap with many executions. */
export async function countByStatus({ database }: Host, workflowId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await database.rows<Counted>(COUNT);
  return Object.fromEntries(
    rows.filter((row) => row.workflowId === workflowId).map(({ status, number }) => [status, Number(number)]),
  );
}

/** The oldest execution that the condition holds for, as soon as there is one. Throws with what there is instead. */
export const waitForExecution = (
  host: Host,
  holds: (execution: Execution) => boolean,
  timeoutMs: number,
): Promise<Execution> =>
  until(async () => (await readExecutions(host)).find(holds), {
    limitMs: timeoutMs,
    late: async () => {
      const instead = (await readExecutions(host)).map(inWords).join('\n');
      return `No such execution in ${timeoutMs} ms, but:\n${instead || 'none'}`;
    },
  });

const inWords = ({ id, workflowId, status, waitTill, lastNode, error }: Execution): string =>
  `${id} of ${workflowId}: ${[status, waitTill?.toISOString(), lastNode, error].filter(Boolean).join(', ')}`;

const QUERY = `
  select e.id, e."workflowId", e.status, e.mode, e."waitTill", d.data
  from execution_entity e left join execution_data d on d."executionId" = e.id
  where e."deletedAt" is null
  order by e.id`;

const COUNT = `
  select "workflowId", status, count(*) as number
  from execution_entity where "deletedAt" is null group by "workflowId", status`;

/** Postgres returns counts as text. */
interface Counted {
  readonly workflowId: string;
  readonly status: ExecutionStatus;
  readonly number: number | string;
}

interface Row {
  readonly id: number;
  readonly workflowId: string;
  readonly status: ExecutionStatus;
  readonly mode: string;
  readonly waitTill: string | Date | null;
  readonly data: string | null;
}

/** How n8n writes objects that refer to each other as text. */
interface Flatted {
  parse(text: string): unknown;
}

interface ExecutionData {
  readonly resultData?: {
    readonly runData?: Execution['runs'];
    readonly lastNodeExecuted?: string;
    readonly error?: { readonly message: string };
  };
}

function executionOf({ id, workflowId, status, mode, waitTill, data }: Row, parse: Flatted['parse']): Execution {
  const stored = data === null ? undefined : (parse(data) as ExecutionData | undefined);
  const { runData = {}, lastNodeExecuted, error } = stored?.resultData ?? {};
  return {
    id: String(id),
    workflowId,
    status,
    mode,
    runs: runData,
    ...(waitTill !== null && { waitTill: utc(waitTill) }),
    ...(error && { error: error.message }),
    ...(lastNodeExecuted !== undefined && { lastNode: lastNodeExecuted }),
  };
}

/** SQLite has `2026-11-23 15:04:05.678`, in UTC, and Postgres a moment. */
const utc = (moment: string | Date): Date =>
  typeof moment === 'string' ? new Date(`${moment.replace(' ', 'T')}Z`) : moment;
