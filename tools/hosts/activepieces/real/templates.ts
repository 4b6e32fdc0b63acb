import { readdirSync, readFileSync } from 'node:fs';
import type { Archive } from '../emulator/pack.ts';
import { type FlowFile, flowOf } from './server.ts';

const FOLDER = new URL('../../../../packages/activepieces-piece/templates/', import.meta.url);

/** What the templates say where the person's own connection belongs. */
const CONNECTION = "{{connections['assemblyai']}}";

/** The flows to import, as a person has set them up: with this connection, and the version that is installed. */
export const templates = (archive: Archive, connection: string): readonly (readonly [string, FlowFile])[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = readFileSync(new URL(file, FOLDER), 'utf8')
        .replaceAll(CONNECTION, `{{connections['${connection}']}}`)
        .replaceAll(/"pieceVersion": "[^"]*"/g, `"pieceVersion": "${archive.version}"`);
      return [file.replace('.json', ''), withTrigger(JSON.parse(text) as FlowFile, archive, connection)] as const;
    });

/** Flows without a trigger start with a new transcript, whose link is transcribed again. */
function withTrigger(flow: FlowFile, archive: Archive, connection: string): FlowFile {
  const { type, nextAction } = flow.trigger as { readonly type: string; readonly nextAction?: unknown };
  if (type !== 'EMPTY') return flow;
  const input = { auth: `{{connections['${connection}']}}` };
  const { trigger } = flowOf(archive, '', { name: 'transcript_ready', input }, { name: '', input: {} });
  return { ...flow, trigger: { ...(trigger as object), nextAction } };
}
