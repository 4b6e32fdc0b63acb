import type { Form, HostId } from '../read/form.ts';
import { controlsOf, type Figures } from './figures.ts';

import type { Measured } from './measured.ts';

/** The operation that the limits are about: everybody starts with it, and it has the most fields. */
export const MAIN = 'transcribe';

export const LIMITS = {
  n8n: { controls: 8, beforeDoorPx: 700 },
  zapier: { fields: 8 },
  activepieces: { inputs: 12, dynamicProperties: 2 },
} as const;

/** One figure with the most it may be. `undefined`: it could not be found out, which breaks the limit too. */
export interface Check {
  readonly what: string;
  readonly figure: number | undefined;
  readonly limit: number;
  /** Why there is no figure. */
  readonly why?: string;
}

export const isBroken = ({ figure, limit }: Check): boolean => figure === undefined || figure > limit;

/** Every limit with its figure. */
export function checksOf(figures: readonly Figures[], measured: Measured | undefined): readonly Check[] {
  return [...mainForms(figures, measured), ...deadThings(figures), lateDeadOperations(figures)];
}

function mainForms(figures: readonly Figures[], measured: Measured | undefined): readonly Check[] {
  const main = (host: HostId): Figures | undefined =>
    figures.find(({ form }) => form.host === host && form.id === MAIN);
  const why = `no form of ${MAIN} was found`;
  const [n8n, zapier, piece] = [main('n8n'), main('zapier'), main('activepieces')];
  const check = (what: string, figure: number | undefined, limit: number): Check => ({ what, figure, limit, why });
  return [
    check('n8n, Transcribe: controls other than doors', n8n?.atFirst, LIMITS.n8n.controls),
    { what: 'n8n, Transcribe: pixels before the door', limit: LIMITS.n8n.beforeDoorPx, ...pixels(n8n?.form, measured) },
    check('Zapier, Transcribe: fields', zapier?.atFirst, LIMITS.zapier.fields),
    check('Activepieces, Transcribe: inputs', piece?.atFirst, LIMITS.activepieces.inputs),
    check('Activepieces, Transcribe: dynamic properties', piece?.doors, LIMITS.activepieces.dynamicProperties),
  ];
}

/** Measured pixels only hold for the form that they were measured with. */
function pixels(form: Form | undefined, measured: Measured | undefined): Pick<Check, 'figure' | 'why'> {
  const known = measured?.forms[MAIN];
  const again = 'run npm run -s forms:pictures';
  if (form === undefined || known === undefined) return { figure: undefined, why: `not measured: ${again}` };
  return known.controls.join() === controlsOf(form).join()
    ? { figure: known.beforeDoorPx }
    : { figure: undefined, why: `measured with another form: ${again}` };
}

/** Hosts in which a person or a model meets dead operations never, or last. */
const WITHOUT_DEAD_OPERATIONS: readonly HostId[] = ['n8n', 'zapier', 'langchain'];

const deadThings = (figures: readonly Figures[]): readonly Check[] =>
  (['n8n', 'zapier', 'activepieces', 'langchain'] as const).map((host) => {
    const own = figures.filter(({ form }) => form.host === host);
    const operations = WITHOUT_DEAD_OPERATIONS.includes(host) ? own.filter(({ isDead }) => isDead).length : 0;
    const fields = new Set(own.flatMap(({ form, dead }) => dead.map((one) => `${form.id}: ${one}`))).size;
    return {
      what: `${NAMES[host]}: dead fields, options and operations`,
      figure: own.length === 0 ? undefined : operations + fields,
      limit: 0,
      why: 'no form was found',
    };
  });

/** Activepieces keeps dead operations, because flows name them, behind all others. */
function lateDeadOperations(figures: readonly Figures[]): Check {
  const operations = figures.filter(({ form }) => form.host === 'activepieces' && form.kind === 'operation');
  const first = operations.findIndex(({ isDead }) => isDead);
  const behind = first < 0 ? [] : operations.slice(first).filter(({ isDead }) => !isDead);
  return { what: 'Activepieces: current operations behind a dead one', figure: behind.length, limit: 0 };
}

export const NAMES: Readonly<Record<HostId, string>> = {
  n8n: 'n8n',
  zapier: 'Zapier',
  activepieces: 'Activepieces',
  langchain: 'LangChain.js',
};
