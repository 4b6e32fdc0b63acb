import { type AnyEntry, type AnyEvent, ENTRIES, EVENTS } from '@aai-connectors/core';
import {
  builtActivepiecesForms,
  builtN8nForms,
  builtTools,
  builtZapierForms,
  type Form,
} from '@aai-connectors/forms/read';

/** One entry of the catalogue, or the connection, with its form in each host that offers it. */
export interface FormGroup {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly kind: 'operation' | 'trigger' | 'connection';
  /** Absent for the connection. */
  readonly entry?: AnyEntry | AnyEvent | undefined;
  readonly forms: readonly Form[];
}

/** n8n's triggers are separate nodes, named after how they work. */
const EVENT_OF_NODE: Readonly<Record<string, string>> = {
  assemblyAiTrigger: 'transcript_ready',
  assemblyAiPollingTrigger: 'new_transcript',
};

const CONNECTION = {
  id: 'connection',
  label: 'Connection',
  help: 'The API key, the region, and settings for your own proxy.',
  kind: 'connection',
} as const;

/** The forms of all built packages, in the order of the catalogue; the connection comes last. */
export async function formGroups(): Promise<readonly FormGroup[]> {
  const [zapier, activepieces, tools] = await Promise.all([
    builtZapierForms(),
    builtActivepiecesForms(),
    builtTools().then(({ forms }) => forms),
  ]);
  return groupForms([...builtN8nForms(), ...zapier, ...activepieces, ...tools]);
}

/** @throws Error for an operation that belongs to no entry of the catalogue */
export function groupForms(forms: readonly Form[]): readonly FormGroup[] {
  const byId = Map.groupBy(forms, entryIdOf);
  const known = [
    ...ENTRIES.map((entry) => ({ ...labelsOf(entry), kind: 'operation' as const, entry })),
    ...EVENTS.map((entry) => ({ ...labelsOf(entry), kind: 'trigger' as const, entry })),
  ];
  const others = forms.filter(({ id, kind }) => kind !== 'connection' && !known.some((group) => group.id === idOf(id)));
  const unknown = others.filter(({ kind }) => kind !== 'trigger').map(({ id }) => id);
  if (unknown.length > 0) throw new Error(`These forms belong to no entry of the catalogue: ${unknown.join(', ')}.`);
  // A trigger that only one host has, such as one that listens to live audio.
  const separate = others.map((form) => ({
    ...labelsOf(form),
    help: form.help.replace(/[^.]$/, '$&.'),
    kind: 'trigger' as const,
  }));
  return [...known, ...separate, CONNECTION]
    .map((group): FormGroup => ({ ...group, forms: byId.get(group.id) ?? [] }))
    .filter((group) => group.forms.length > 0);
}

const idOf = (id: string): string => EVENT_OF_NODE[id] ?? id;

const entryIdOf = ({ id }: Form): string => idOf(id);

const labelsOf = ({
  id,
  label,
  help,
}: Pick<FormGroup, 'id' | 'label' | 'help'>): Pick<FormGroup, 'id' | 'label' | 'help'> => ({
  id,
  label,
  help,
});
