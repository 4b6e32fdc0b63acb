import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formAnswers, type Resume, startSurroundings, untouchedForm } from '@aai-connectors/host-activepieces/emulator';
import {
  checkTemplate,
  readTemplates,
  runTemplate,
  runToEnd,
  startTemplateStage,
  type Template,
} from '@aai-connectors/host-activepieces/templates';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import type { Account, Host, Saved } from '../flow.ts';
import { marked, RECORDING, unmarked } from '../marks.ts';
import { examples } from './examples.ts';

/** A step of a flow, a whole template, or a flow that is paused while the piece is updated. */
type Stored =
  | Paused
  | { readonly action: string; readonly props: Readonly<Record<string, unknown>> }
  | { readonly trigger: string }
  | { readonly template: Template };

interface Paused {
  readonly pausedAction: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** What the piece has put into the store of the flow. */
  readonly store: readonly (readonly [key: string, value: unknown])[];
  /** The call that ends the pause. */
  readonly call: Resume;
}

/** The platform with the current piece, packed. */
export async function activepiecesHost(standIn: StandIn): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'saved-flows-'));
  const stage = await startTemplateStage(folder, standIn);
  const { piece, host, pieces } = stage;
  const audio = await readFile(recordingPath('jfk.wav'));
  const file = { filename: 'recording.wav', data: audio };
  const connection = { api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url };

  async function pausedFlow({ audioUrl }: Account): Promise<unknown> {
    const action = piece.actions()['transcribe']!;
    const props = { ...untouchedForm(action), audio_url: audioUrl };
    const store = new Map<string, unknown>();
    const surroundings = await startSurroundings(connection, { store });
    try {
      await surroundings.begin(action, props);
      if (!surroundings.isPaused()) throw new Error('The flow does not pause.');
      while (surroundings.calls().length === 0) await sleep(20);
      const [call] = surroundings.calls();
      const { transcript_id: id } = call!.body as { readonly transcript_id: string };
      const stored: Paused = { pausedAction: 'transcribe', props, store: [...store], call: call! };
      return JSON.parse(JSON.stringify(stored).replaceAll(id, '<transcript>')) as unknown;
    } finally {
      await surroundings.close();
    }
  }

  return {
    name: 'Activepieces',
    saved: async (account) => [
      ...examples(account).flatMap(({ entry, answers }): readonly Saved[] => {
        const action = piece.actions()[entry.id];
        if (action === undefined) return [];
        const props = { ...untouchedForm(action), ...formAnswers(entry, answers) };
        return [{ name: `operation: ${entry.id}`, stored: marked({ action: entry.id, props }, account) }];
      }),
      { name: 'trigger: new_transcript', stored: { trigger: 'new_transcript' } },
      { name: 'trigger: transcript_ready', stored: { trigger: 'transcript_ready' } },
      ...[...readTemplates()].map(([name, template]) => ({ name: `template: ${name}`, stored: { template } })),
      { name: 'paused flow: transcribe', stored: await pausedFlow(account) },
    ],
    async run(saved, account) {
      const stored = unmarked(saved, account) as Stored;
      if ('pausedAction' in stored) {
        const again = await startSurroundings(connection, { store: new Map(stored.store) });
        try {
          return await again.resume(piece.actions()[stored.pausedAction]!, stored.props, stored.call);
        } finally {
          await again.close();
        }
      }
      if ('template' in stored) {
        const template = upgraded(
          stored.template,
          stage.pieceName,
          pieces.find(({ name }) => name === stage.pieceName)!.version,
        );
        const [finding] = await checkTemplate(template, pieces);
        if (finding !== undefined)
          throw new Error(`The builder shows ${finding.step} as incomplete: ${finding.message}`);
        return (await runTemplate(template, stage)).map(({ value }) => value);
      }
      if ('trigger' in stored) {
        const trigger = piece.triggers()[stored.trigger];
        if (trigger === undefined) throw new Error(`The piece has no trigger ${stored.trigger}.`);
        const body = { transcript_id: account.transcriptId, status: 'completed' };
        return stored.trigger === 'transcript_ready'
          ? trigger.run(host.trigger({}, { body }))
          : trigger.test(host.trigger({}));
      }
      const action = piece.actions()[stored.action];
      if (action === undefined) throw new Error(`The piece has no action ${stored.action}.`);
      const props = Object.fromEntries(
        Object.entries(stored.props).map(([key, value]) => [key, value === RECORDING ? file : value]),
      );
      return runToEnd(action, props, host);
    },
    async close() {
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The flow after a person has upgraded its steps of a piece. Until then, the server runs the version of the flow. */
const upgraded = (template: Template, piece: string, version: string): Template =>
  JSON.parse(
    JSON.stringify(template, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'pieceName' in value && value.pieceName === piece
        ? { ...value, pieceVersion: version }
        : value,
    ),
  ) as Template;
