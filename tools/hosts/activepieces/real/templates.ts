import { type Template, type TemplateStep } from '../builder/template.ts';
import type { Archive } from '../emulator/pack.ts';
import { readTemplates } from '../templates/read.ts';
import { type FlowFile, flowOf } from './server.ts';

/** The connection that templates refer to. */
const CONNECTION = "{{connections['assemblyai']}}";

/**
 * The flows of the templates for a server that may have no other piece: with this connection, the installed version, and
 * only steps of this piece. All start with a webhook of AssemblyAI, whose transcript has the audio URL.
 */
export const templates = (archive: Archive, connection: string): readonly (readonly [string, FlowFile])[] =>
  [...readTemplates()].map(([name, template]) => {
    const text = JSON.stringify(ownSteps(template, archive.name))
      .replaceAll(CONNECTION, `{{connections['${connection}']}}`)
      .replaceAll(/"pieceVersion":"[^"]*"/g, `"pieceVersion":"${archive.version}"`)
      .replaceAll("trigger['body']['audio_url']", "trigger['audio_url']");
    return [name, withTrigger(JSON.parse(text) as FlowFile, archive, connection)] as const;
  });

/** The template without the steps of other pieces, and without loops that have no other steps. */
const ownSteps = (template: Template, pieceName: string): Template => {
  const kept = (step: TemplateStep | undefined): TemplateStep | undefined => {
    if (step === undefined) return undefined;
    const nextAction = kept(step.nextAction);
    const firstLoopAction = kept(step.firstLoopAction);
    if (step.settings.pieceName !== pieceName && firstLoopAction === undefined) return nextAction;
    const { nextAction: _, firstLoopAction: __, ...own } = step;
    return { ...own, ...(nextAction && { nextAction }), ...(firstLoopAction && { firstLoopAction }) };
  };
  const { nextAction: _, ...trigger } = template.trigger;
  const first = kept(template.trigger.nextAction);
  return { ...template, trigger: { ...trigger, ...(first && { nextAction: first }) } };
};

/** The flow with a trigger that the driver can call at once. */
function withTrigger(flow: FlowFile, archive: Archive, connection: string): FlowFile {
  const { settings, nextAction } = flow.trigger as TemplateStep;
  if (settings.triggerName === 'transcript_ready') return flow;
  const input = { auth: `{{connections['${connection}']}}` };
  const { trigger } = flowOf(archive, '', { name: 'transcript_ready', input }, { name: '', input: {} });
  return { ...flow, trigger: { ...(trigger as object), nextAction } };
}
