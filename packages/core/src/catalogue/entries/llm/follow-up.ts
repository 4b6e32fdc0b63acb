import type { Client } from '../../../client/types.ts';
import { toSpeakerText } from '../../../formats/speaker-text.ts';
import type { Transcript } from '../../../model.ts';
import { openChoice, text } from '../../kit/fields.ts';
import { gatewayModels } from '../../vocabulary/llm-models.ts';

/** A prompt that a step can send about its finished transcript, for hosts that limit the time of a step. */
export const followUpFields = {
  follow_up_prompt: text({
    group: 'understanding',
    label: 'Ask a Language Model',
    help: 'Question or task about the finished transcript. The step returns the answer with the transcript.',
    multiline: true,
    example: 'List the decisions of this meeting.',
    place: 'local',
    source: 'ours, over llm-gateway.md 2',
  }),
  follow_up_model: openChoice({
    group: 'understanding',
    label: 'Language Model',
    help: 'Model that answers. Leave empty to use the fastest one.',
    options: gatewayModels,
    place: 'local',
    source: 'llm-gateway.md 5',
  }),
};

const QUICKEST = gatewayModels.find((model) => 'fast' in model)!.value;

/**
 * Asks a language model about a finished transcript. The model receives the text with speaker labels.
 *
 * @throws AssemblyAIError; the transcript itself is finished and billed in any case
 */
export async function followUp(
  client: Pick<Client, 'lemur'>,
  transcript: Transcript,
  { prompt, model = QUICKEST }: { readonly prompt: string; readonly model?: string | undefined },
  signal?: AbortSignal,
): Promise<string> {
  const input = { prompt, final_model: model, input_text: toSpeakerText(transcript) };
  const { response } = await client.lemur.task(input, { backend: 'llm-gateway', signal });
  return response;
}
