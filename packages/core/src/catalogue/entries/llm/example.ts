import { DEFAULT_GATEWAY_MODEL, sourceText } from '../../../client/lemur-over-gateway.ts';
import type { ChatResponse, LemurUsage } from '../../../model.ts';
import { type Exchange, KNOWN } from '../../kit/example.ts';
import { transcriptSample } from '../../samples/transcript.ts';

/**
 * The requests of a prompt about one transcript: one gets the transcript, the next sends its text to the model with the
 * instruction.
 */
export function askedAbout(
  instruction: string,
  { answer, requestId, usage }: { readonly answer: string; readonly requestId: string; readonly usage: LemurUsage },
): readonly Exchange[] {
  const { input_tokens, output_tokens } = usage;
  const response: ChatResponse = {
    request_id: requestId,
    choices: [{ message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
    usage: { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens },
  };
  return [
    { method: 'GET', path: `/v2/transcript/${KNOWN.transcriptId}`, answer: transcriptSample },
    {
      method: 'POST',
      host: 'llm',
      path: '/chat/completions',
      body: {
        model: DEFAULT_GATEWAY_MODEL,
        messages: [{ role: 'user', content: `${sourceText(transcriptSample)}\n\n${instruction}` }],
      },
      answer: response,
    },
  ];
}
