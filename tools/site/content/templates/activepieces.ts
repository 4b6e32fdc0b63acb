import {
  stepsOf,
  readTemplates,
  type Template,
  type TemplateStep,
} from '@aai-connectors/host-activepieces/templates/contents';
import { fenced } from '../markdown-text.ts';
import { textOf } from '../repository.ts';
import { type Flow, type FlowStep, OWN_APP } from './flow.ts';

const PACKAGE = 'packages/activepieces-piece';

export const activepiecesFlows = (): readonly Flow[] => {
  const descriptions = readDescriptions(textOf(`${PACKAGE}/README.md`));
  return [...readTemplates()].map(([slug, template]) => flowOf(slug, template, descriptions));
};

function flowOf(slug: string, template: Template, descriptions: ReadonlyMap<string, string>): Flow {
  const file = `${slug}.json`;
  const description = descriptions.get(file);
  if (description === undefined) throw new Error(`The README of ${PACKAGE} does not describe the template ${file}.`);
  return {
    host: 'activepieces',
    slug,
    title: template.displayName,
    description,
    steps: stepsOf(template).map((step) => drawn(step, template)),
    notes: '',
    importing: [
      'Create an empty flow, and replace it with the template. `FLOW_ID` is in the address of the flow, `TOKEN` is an API key of your platform:',
      '',
      fenced(
        'bash',
        [
          `jq '{type: "IMPORT_FLOW", request: .}' ${file} |`,
          '  curl "$ACTIVEPIECES_URL/api/v1/flows/$FLOW_ID" \\',
          '    -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d @-',
        ].join('\n'),
      ),
      '',
      'Then select your connections in the steps. The template refers to a connection named `assemblyai`.',
    ].join('\n'),
    file: { name: file, language: 'json', text: textOf(`${PACKAGE}/templates/${file}`) },
  };
}

/** What the README's table says about each file, as a sentence. */
export function readDescriptions(readme: string): ReadonlyMap<string, string> {
  const rows = readme.matchAll(/^\| \[[^\]]+\]\(templates\/([\w-]+\.json)\)\s*\| ([^|]+?)\s*\|/gm);
  return new Map([...rows].map(([, file, words]) => [file!, sentence(words!)]));
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const drawn = ({ displayName, settings }: TemplateStep, template: Template): FlowStep => ({
  app: appOf(settings.pieceName),
  title: displayName,
  depth: isInLoop(displayName, template) ? 1 : 0,
});

const isInLoop = (name: string, template: Template): boolean =>
  stepsOf(template).some(({ firstLoopAction }) => firstLoopAction?.displayName === name);

/** `@activepieces/piece-slack` is the piece Slack. A loop has no piece. */
function appOf(pieceName: string | undefined): string {
  if (pieceName === undefined) return 'Loop';
  if (pieceName.startsWith('@aai-connectors')) return OWN_APP;
  const word = pieceName.replace(/^.*piece-/, '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}
