import { questionsPrompt } from '../../../client/lemur-prompts.ts';
import { rows, terms, text } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurAnswersSample } from '../../samples/llm.ts';
import { askedAbout } from './example.ts';
import { contextField, modelFields, sourceFields } from './fields.ts';
import { answersOutput } from './output.ts';
import { llmOptions, llmRules } from './rules.ts';

const QUESTIONS = lemurAnswersSample.response.map(({ question }) => ({ question }));

export const lemurQuestionAnswer = operation({
  id: 'lemur_question_answer',
  resource: 'llm',
  prominence: 'essential',
  label: 'Ask Questions',
  action: 'Ask questions about transcripts or text',
  help: 'Answers questions about transcripts or text with a language model.',
  params: {
    questions: rows({
      label: 'Questions',
      help: 'Questions to ask about the transcripts or the text.',
      required: true,
      columns: {
        question: text({
          label: 'Question',
          help: 'Question to ask.',
          required: true,
          example: 'What are the top level KPIs for engineering?',
          source: 'rest.md 11.4',
        }),
        context: text({
          label: 'Context',
          help: 'Background information for this question.',
          example: 'KPI stands for key performance indicator',
          source: 'rest.md 11.4',
        }),
        answer_format: text({
          label: 'Answer Format',
          help: 'Format of the answer, such as a short sentence.',
          example: 'short sentence',
          conflicts: [{ field: 'answer_options', source: 'rest-supplement.md 5' }],
          source: 'rest.md 11.4',
        }),
        answer_options: terms({
          label: 'Answer Options',
          help: 'Answers for the model to choose from.',
          example: ['Yes', 'No'],
          source: 'rest.md 11.4',
        }),
      },
      example: [{ question: 'Where are there wildfires?' }],
      source: 'rest.md 11.4',
    }),
    ...sourceFields,
    ...contextField,
    ...modelFields,
  },
  rules: llmRules,
  effect: 'write',
  reads: 'nothing',
  run: ({ client, input, signal }) => client.lemur.questionAnswer(input, llmOptions(client, signal)),
  output: answersOutput,
  sample: lemurAnswersSample,
  example: {
    input: { questions: QUESTIONS, transcript_ids: [KNOWN.transcriptId] },
    exchange: askedAbout(questionsPrompt(QUESTIONS, undefined), {
      answer: JSON.stringify(lemurAnswersSample.response.map(({ answer }) => answer)),
      requestId: lemurAnswersSample.request_id,
      usage: lemurAnswersSample.usage,
    }),
  },
  source: 'rest.md 11.4',
});
