import type { Transcript } from '../../../model.ts';
import type { Fields } from '../../kit/fields.ts';
import { bodyOf } from '../../kit/layout.ts';
import type { OutputField, RunContext } from '../../kit/entry.ts';
import type { InputOf } from '../../kit/values.ts';

type Understood = Omit<Transcript, 'id' | 'status' | 'audio_url'>;

type Feature = 'translation' | 'speaker_identification' | 'custom_formatting' | 'summarization' | 'action_items';

/** Runs a feature of the LLM Gateway on a finished transcript. Source: `llm-gateway.md` section 3, `newer.md` 2. */
export async function understand<P extends Fields>(
  feature: Feature,
  params: P,
  { client, input, signal }: RunContext<InputOf<P> & { readonly transcript_id: string }>,
): Promise<Understood> {
  const body = bodyOf(params, input as Partial<InputOf<P>>) as {
    readonly speech_understanding?: { readonly request: Readonly<Record<string, unknown>> };
  };
  return client.llm.understanding(
    {
      transcript_id: input.transcript_id,
      speech_understanding: { request: { [feature]: {}, ...body.speech_understanding?.request } },
    },
    { signal },
  );
}

/** How the work ended, by the service's word. */
export const statusOutput = (feature: Feature): OutputField => ({
  key: 'status',
  from: `speech_understanding.response.${feature}.status`,
  label: 'Status',
  type: 'text',
});
