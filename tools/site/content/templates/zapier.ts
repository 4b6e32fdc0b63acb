import { builtApp } from '@aai-connectors/host-zapier/emulator';
import { table } from '../markdown-text.ts';
import { textOf } from '../repository.ts';
import { type Flow, type FlowStep, OWN_APP } from './flow.ts';

interface ZapStep {
  readonly app: string;
  readonly kind: 'triggers' | 'searches' | 'creates' | 'trigger' | 'action';
  readonly key?: string;
  readonly event?: string;
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
}

interface ZapTemplate {
  readonly title: string;
  readonly description: string;
  readonly steps: readonly ZapStep[];
}

type Labels = Readonly<Record<string, { readonly display: { readonly label: string } }>>;

/** Labels of the app's steps, by kind and key. */
export type AppLabels = Readonly<Record<'triggers' | 'searches' | 'creates', Labels>>;

/** The Zap templates of the listing, with the labels of the built app. */
export async function zapierFlows(): Promise<readonly Flow[]> {
  const labels = (await builtApp()) as object as AppLabels;
  const templates = JSON.parse(textOf('packages/zapier-app/listing/templates.json')) as readonly ZapTemplate[];
  return templates.map((template) => flowOf(template, labels));
}

export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

function flowOf(template: ZapTemplate, labels: AppLabels): Flow {
  const { title, description, steps } = template;
  const slug = slugOf(title);
  const events = steps.map((step) => eventOf(step, labels));
  return {
    host: 'zapier',
    slug,
    title,
    description,
    steps: steps.map(({ app }, at): FlowStep => ({ app, title: events[at]!, depth: 0 })),
    notes: `## Mapped fields\n\n\`{{2.text}}\` is the output \`text\` of step 2.\n\n${table(
      ['Step', 'Field', 'Value'],
      steps.flatMap(({ app, inputs = {} }, at) =>
        Object.entries(inputs).map(([field, value]) => [
          `${at + 1}. ${app}`,
          app === OWN_APP ? `\`${field}\`` : field,
          `\`${[value].flat().join(', ')}\``,
        ]),
      ),
    )}`,
    importing: [
      'Zapier creates templates in its editor and has no import from a file. Create a Zap with these steps, and fill in the fields as listed below:',
      '',
      ...steps.map(({ app }, at) => `${at + 1}. **${app}**: ${events[at]}`),
    ].join('\n'),
    file: { name: `${slug}.json`, language: 'json', text: `${JSON.stringify(template, null, 2)}\n` },
  };
}

/** What the Zap editor calls the step. @throws Error for a key that the app does not have */
function eventOf({ app, kind, key = '', event }: ZapStep, labels: AppLabels): string {
  if (app !== OWN_APP) return event ?? '';
  const label = labels[kind as keyof AppLabels][key]?.display.label;
  if (label === undefined) throw new Error(`The Zapier app has no "${key}" in ${kind}.`);
  return label;
}
