import { element, escapeHtml } from '../../html/html.ts';
import { type FlowStep, OWN_APP } from './flow.ts';

/** The steps of a flow from top to bottom, as one HTML element. */
export const flowPicture = (steps: readonly FlowStep[]): string =>
  element('ol', { class: 'flow' }, ...steps.map(stepView));

function stepView({ app, title, depth }: FlowStep): string {
  const isOwn = app === OWN_APP || app.startsWith('@aai-connectors/');
  return element(
    'li',
    { class: `flow-step${isOwn ? ' own' : ''}${depth > 0 ? ' nested' : ''}` },
    element('span', { class: 'flow-logo', 'aria-hidden': 'true' }, escapeHtml(initialOf(app))),
    element(
      'span',
      { class: 'flow-words' },
      element('span', { class: 'flow-app' }, escapeHtml(app)),
      element('span', { class: 'flow-title' }, escapeHtml(title)),
    ),
  );
}

const initialOf = (app: string): string => (app.startsWith('@aai-connectors/') ? 'A' : app.charAt(0).toUpperCase());
