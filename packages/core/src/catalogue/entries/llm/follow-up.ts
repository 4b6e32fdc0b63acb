import type { Client } from '../../../client/types.ts';
import { toSpeakerText } from '../../../formats/speaker-text.ts';
import type { Transcript } from '../../../model.ts';
import { openChoice, text } from '../../kit/fields.ts';
import { gatewayModels } from '../../vocabulary/llm-models.ts';

/** What a step that ends with a transcript can ask about it in the same breath, for hosts that limit a step's time. */
export const followUpFields = {
  follow_up_prompt: text({
    group: 'understanding',
    label: 'Ask a Language Model',
    help: 'A question or a task about the finished transcript. The answer comes along with it.',
    multiline: true,
    example: 'List the decisions of this meeting.',
    place: 'local',
    source: 'ours, over llm-gateway.md 2',
  }),
  follow_up_model: openChoice({
    group: 'understanding',
    label: 'Language Model',
    help: 'The model that answers, where you ask one.',
    options: gatewayModels,
    place: 'local',
    source: 'llm-gateway.md 5',
  }),
};

const QUICKEST = gatewayModels.find((model) => 'fast' in model)!.value;

/**
 * A language model's answer about a finished transcript, which it reads with its speakers.
 *
 * @throws AssemblyAIError; whatever fails, the transcript is there and paid for
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
