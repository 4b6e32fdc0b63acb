import { KNOWN } from '../../kit/example.ts';
import { number, openChoice, terms, text } from '../../kit/fields.ts';
import { gatewayModels, lemurModels } from '../../vocabulary/llm-models.ts';

/** The input of the model. */
export const sourceFields = {
  transcript_ids: terms({
    prominence: 'essential',
    label: 'Transcript IDs',
    help: 'Finished transcripts to use. Up to 100 hours of audio in total.',
    format: 'transcript',
    example: [KNOWN.transcriptId],
    conflicts: [{ field: 'input_text', source: 'rest.md 11.1' }],
    source: 'rest.md 11.1',
  }),
  input_text: text({
    prominence: 'common',
    label: 'Input Text',
    help: 'Text to use instead of transcripts.',
    multiline: true,
    source: 'rest.md 11.1',
  }),
};

export const contextField = {
  context: text({
    prominence: 'common',
    label: 'Context',
    help: 'Background information that is not in the recording.',
    multiline: true,
    example: 'A meeting of the engineering team about logistics.',
    source: 'rest.md 11.1',
  }),
};

/** The model and its settings. */
export const modelFields = {
  final_model: openChoice({
    prominence: 'common',
    group: 'advanced',
    label: 'Model',
    help: 'Language model to use. Leave empty to use the default.',
    options: [...gatewayModels, ...lemurModels],
    source: 'rest.md 11.5, llm-gateway.md 5',
  }),
  max_output_size: number({
    group: 'advanced',
    label: 'Maximum Output Size',
    help: 'Maximum length of the answer in tokens. 1,000 tokens are about 750 words.',
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
    help: 'Randomness of the answer, from 0 to 1. Higher values are more creative.',
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
    help: 'Format of the answer, such as bullet points.',
    example: 'TLDR',
    source: 'rest.md 11.3',
  }),
};

/** Parameters of a LeMUR summary. Forms offer Summarize Transcript and Run Task instead. */
export const lemurSummaryParams = { ...sourceFields, ...answerFormatField, ...contextField, ...modelFields };

/** An earlier request to LeMUR. */
export const lemurRequestId = text({
  label: 'LeMUR Request ID',
  help: 'ID of the LeMUR request, as returned with its response.',
  required: true,
  place: 'path',
  example: KNOWN.lemurRequestId,
  source: 'rest.md 11.7',
});

/** Status of operations that the LLM Gateway does not have. */
export const lemurEnded = {
  status: 'deprecated',
  note: 'LeMUR was shut down. The LLM Gateway does not store answers.',
} as const;
