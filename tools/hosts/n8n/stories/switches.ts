import { parseArgs } from 'node:util';

/** Ways to run n8n. */
export type Mode = 'regular' | 'queue';

/** What to run. */
export interface Switches {
  /** Text that the name of a story or crowd must contain. */
  readonly part: string;
  readonly stories: boolean;
  /** Modes in which a crowd runs. */
  readonly crowds: readonly Mode[];
  /** Number of executions in a crowd. */
  readonly size: number;
}

export const USAGE = `Runs the built package in a real n8n against the stand-in API. The first run installs n8n (3 GB).

  npm run -s test:n8n -- [options] [part of a name]

  --only stories|crowds|regular|queue   run only the stories, both crowds, or the crowd in one mode (default: all)
  --crowd N                             number of executions that wait at the same time, 1 to 2000 (default: 100)
  --help                                print this help
`;

type Choice = Pick<Switches, 'stories' | 'crowds'>;

const ALL: Choice = { stories: true, crowds: ['regular', 'queue'] };

const CHOICES = new Map<string, Choice>([
  ['stories', { stories: true, crowds: [] }],
  ['crowds', { stories: false, crowds: ['regular', 'queue'] }],
  ['regular', { stories: false, crowds: ['regular'] }],
  ['queue', { stories: false, crowds: ['queue'] }],
]);

/**
 * @returns nothing if help is wanted
 * @throws Error with what is wrong
 */
export function switchesOf(args: readonly string[]): Switches | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      crowd: { type: 'string', default: '100' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const [part = '', ...rest] = positionals;
  if (rest.length > 0) throw new Error(`Put the part of a name in quotes: "${positionals.join(' ')}".`);
  const { only } = values;
  const choice = only === undefined ? ALL : CHOICES.get(only);
  if (choice === undefined) throw new Error(`--only is stories, crowds, regular, or queue, not "${only}".`);
  const size = Number(values.crowd);
  if (!/^\d+$/.test(values.crowd) || size < 1 || size > 2000)
    throw new Error(`--crowd is a whole number from 1 to 2000, not "${values.crowd}".`);
  return { part, size, ...choice };
}
