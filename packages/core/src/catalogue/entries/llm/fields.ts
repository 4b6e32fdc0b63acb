import { KNOWN } from '../../kit/example.ts';
import { number, openChoice, terms, text } from '../../kit/fields.ts';
import { gatewayModels, lemurModels } from '../../vocabulary/llm-models.ts';

/** What the model reads. */
export const sourceFields = {
  transcript_ids: terms({
    prominence: 'essential',
    label: 'Transcript IDs',
    help: 'The finished transcripts to work on. Together up to 100 hours of audio.',
    format: 'transcript',
    example: [KNOWN.transcriptId],
    conflicts: [{ field: 'input_text', source: 'rest.md 11.1' }],
    source: 'rest.md 11.1',
  }),
  input_text: text({
    prominence: 'common',
    label: 'Input Text',
    help: 'A text of your own to work on in place of transcripts, for instance with the names of the speakers.',
    multiline: true,
    source: 'rest.md 11.1',
  }),
};

export const contextField = {
  context: text({
    prominence: 'common',
    label: 'Context',
    help: 'What the model should know that is not said in the recording.',
    multiline: true,
    example: 'A meeting of the engineering team about logistics.',
    source: 'rest.md 11.1',
  }),
};

/** Which model answers, and how. */
export const modelFields = {
  final_model: openChoice({
    prominence: 'common',
    group: 'advanced',
    label: 'Model',
    help: 'The language model that answers. Without it, a good one is chosen.',
    options: [...gatewayModels, ...lemurModels],
    source: 'rest.md 11.5, llm-gateway.md 5',
  }),
  max_output_size: number({
    group: 'advanced',
    label: 'Longest Answer',
    help: 'The greatest length of the answer. A token is about three quarters of a word.',
    whole: true,
    min: 1,
    unit: 'tokens',
    example: 1000,
    serverDefault: 2000,
    source: 'rest.md 11.1',
  }),
  temperature: number({
    group: 'advanced',
    label: 'Temperature',
    help: 'Higher values, up to 1, give more creative answers and lower ones more careful answers.',
    min: 0,
    max: 1,
    example: 0.7,
    serverDefault: 0,
    source: 'rest.md 11.1',
  }),
};

export const answerFormatField = {
  answer_format: text({
    label: 'Answer Format',
    help: 'The form of the answer, in your own words.',
    example: 'TLDR',
    source: 'rest.md 11.3',
  }),
};

/** The parameters of a LeMUR summary, which forms replace by Summarize Transcript and Run Task. */
export const lemurSummaryParams = { ...sourceFields, ...answerFormatField, ...contextField, ...modelFields };

/** A request to LeMUR that was answered earlier. */
export const lemurRequestId = text({
  label: 'LeMUR Request',
  help: 'Which request, by the ID that its answer came with.',
  required: true,
  place: 'path',
  example: KNOWN.lemurRequestId,
  source: 'rest.md 11.7',
});

/** The status of operations that only LeMUR has. */
export const lemurEnded = {
  status: 'deprecated',
  note: 'LeMUR has ended, and the LLM Gateway keeps no answers.',
} as const;
