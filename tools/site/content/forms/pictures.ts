import type { Form } from '@aai-connectors/forms/read';
import { bytesOf } from '../repository.ts';

/** A picture from the host's real editor. */
export interface EditorPicture {
  /** Address from the root of the site. */
  readonly path: string;
  content(): Uint8Array;
}

/** Forms of n8n whose pictures `npm run -s forms:pictures` takes, by the ID of the form. */
const PICTURES: Readonly<Record<string, string>> = {
  transcribe: 'transcribe',
  lemur_question_answer: 'ask-questions',
  summarize_transcript: 'summarize',
  assemblyAiTrigger: 'trigger',
  connection: 'connection',
};

export function editorPicture({ host, id }: Form): EditorPicture | undefined {
  const name = PICTURES[id];
  if (host !== 'n8n' || name === undefined) return undefined;
  return {
    path: `assets/n8n-form-${name}.png`,
    content: () => bytesOf(`packages/n8n-node/docs/forms/${name}.png`),
  };
}
