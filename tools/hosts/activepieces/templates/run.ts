import { setTimeout as sleep } from 'node:timers/promises';
import type { StandIn } from '@aai-connectors/stand-in';
import type { BuilderPiece } from '../builder/pieces.ts';
import type { Template, TemplateStep } from '../builder/template.ts';
import { passedValue } from '../emulator/builder-form.ts';
import type { Surroundings } from '../emulator/context.ts';
import type { Part, Piece } from '../emulator/load.ts';
import { resolved } from './expressions.ts';

/** What a template runs on: the packed piece, the platform around it, and the local API. */
export interface Stage {
  readonly piece: Piece;
  readonly pieceName: string;
  /** The pieces of others, whose steps receive their input and do nothing. */
  readonly others: readonly BuilderPiece[];
  readonly host: Surroundings;
  readonly standIn: StandIn;
  /** ID of a finished transcript, for triggers. */
  finishedTranscript(): Promise<string>;
}

/** A step that ran. */
export interface Ran {
  readonly name: string;
  readonly displayName: string;
  /** Output of a step of this piece; the input that a step of another piece received. */
  readonly value: Readonly<Record<string, unknown>>;
}

type Values = Record<string, unknown>;

/** Runs a template from its trigger to its last step. @throws Error with the name of a step that fails */
export async function runTemplate({ trigger }: Template, stage: Stage): Promise<readonly Ran[]> {
  const outputs: Values = {};
  const ran: Ran[] = [];
  const done = (step: TemplateStep, value: unknown): void => {
    outputs[step.name] = value;
    ran.push({ name: step.name, displayName: step.displayName, value: value as Values });
  };
  const walk = async (first: TemplateStep | undefined): Promise<void> => {
    for (let step = first; step !== undefined; step = step.nextAction) {
      const { settings, firstLoopAction } = step;
      if (step.type === 'LOOP_ON_ITEMS') {
        const items = resolved(settings.items, outputs) as readonly unknown[];
        if (items.length === 0) throw new Error(`${step.name}: the list of the loop is empty.`);
        for (const item of items) {
          outputs[step.name] = { item };
          await walk(firstLoopAction);
        }
        continue;
      }
      const current = step;
      const value = await runStep(current, outputs, stage).catch((thrown: unknown) => {
        throw new Error(`${current.name}: ${(thrown as Error).message}`, { cause: thrown });
      });
      done(current, value);
    }
  };
  done(trigger, await itemOf(trigger, stage));
  await walk(trigger.nextAction);
  return ran;
}

/** What the trigger emits. Triggers of other pieces emit what the person's own system would send. */
async function itemOf(
  { settings }: TemplateStep,
  { piece, pieceName, host, standIn, ...stage }: Stage,
): Promise<unknown> {
  const { input = {}, triggerName = '' } = settings;
  if (settings.pieceName !== pieceName) {
    return { body: { audio_url: standIn.audio['dialogue'], channel: 'C0123456789', page_id: 'page', caller: 'Ada' } };
  }
  const trigger = piece.triggers()[triggerName]!;
  const transcript_id = await stage.finishedTranscript();
  const { auth: _, ...values } = input;
  const context = host.trigger(values, { body: { transcript_id, status: 'completed' } });
  const emitted = triggerName === 'transcript_ready' ? await trigger.run(context) : await trigger.test(context);
  const [item] = emitted as readonly unknown[];
  if (item === undefined) throw new Error('The trigger emits nothing.');
  return item;
}

async function runStep({ settings }: TemplateStep, outputs: Values, stage: Stage): Promise<Values> {
  const { pieceName = '', actionName = '', input = {} } = settings;
  const { auth: _, ...given } = input;
  const values = resolved(given, outputs) as Values;
  if (pieceName === stage.pieceName) {
    const action = stage.piece.actions()[actionName]!;
    return runToEnd(action, passed(action, values), stage.host);
  }
  const part = stage.others.find(({ name }) => name === pieceName)!.actions[actionName]!;
  const missing = Object.entries(part.props)
    .filter(([key, { required, type }]) => required && type !== 'CHECKBOX' && (values[key] ?? '') === '')
    .map(([key]) => key);
  if (missing.length > 0) throw new Error(`${missing.join(', ')} is empty.`);
  return values;
}

/** The values as the engine passes them. */
const passed = ({ props }: Part, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      passedValue((props[key] as { readonly type: string } | undefined)?.type, value),
    ]),
  );

/** Runs an action through its pauses. */
export async function runToEnd(action: Part, values: Values, host: Surroundings): Promise<Values> {
  let known = host.calls().length;
  let result = await host.begin(action, values);
  while (host.isPaused()) {
    while (host.calls().length === known) await sleep(20);
    result = await host.resume(action, values, host.calls()[known]!);
    known++;
  }
  return result as Values;
}
