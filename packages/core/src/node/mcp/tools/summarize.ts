import { summarizeTranscript as entry } from '../../../catalogue/entries/understanding/summarize.ts';
import { simplified } from '../../../catalogue/kit/simplify.ts';
import { ProtocolError } from '../../../errors.ts';
import { fingerprintOf } from '../../../fingerprint.ts';
import { cutToFit } from '../tokens.ts';
import { IS_BILLED, tool } from '../tool.ts';
import { stillAnswering } from './ask.ts';

export const summarizeTranscript = tool({
  name: entry.id,
  title: entry.label,
  description: `${entry.help} Uses a language model of AssemblyAI, which is billed. For another form or focus, use ask_transcripts.`,
  params: entry.params,
  hints: IS_BILLED,
  async run(input, { client, works, budget, closing }, call) {
    const start = async (): Promise<string> => {
      const text = textOf(simplified(entry, await entry.run({ client, input, signal: closing })));
      if (text !== '') return cutToFit(text, budget);
      throw new ProtocolError('The service returned no summary.', { transcriptId: input.transcript_id });
    };
    const outcome = await works.run(await fingerprintOf(['summarize', input]), start, call, {
      message: 'summarizing',
      keep: true,
    });
    return 'result' in outcome ? outcome.result : stillAnswering(entry.id);
  },
});

function textOf(result: unknown): string {
  const { summary, summary_bullets: bullets } = Object(result) as Readonly<Record<string, unknown>>;
  if (typeof summary === 'string') return summary.trim();
  const points: readonly unknown[] = Array.isArray(bullets) ? bullets : [];
  return points.map((point) => `- ${typeof point === 'string' ? point : JSON.stringify(point)}`).join('\n');
}
