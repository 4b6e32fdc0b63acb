import { rows, terms, text } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { lemurAnswersSample } from '../../samples/llm.ts';
import { backendField, contextField, modelFields, sourceFields } from './fields.ts';
import { answersOutput } from './output.ts';
import { callOf, llmRules } from './rules.ts';

export const lemurQuestionAnswer = operation({
  id: 'lemur_question_answer',
  resource: 'llm',
  label: 'Ask Questions with LLM',
  action: 'Ask a language model questions about transcripts or a text',
  help: 'Has a language model answer questions about transcripts or a text.',
  params: {
    questions: rows({
      label: 'Questions',
      help: 'What you want to know.',
      required: true,
      columns: {
        question: text({
          label: 'Question',
          help: 'The question itself.',
          required: true,
          example: 'What are the top level KPIs for engineering?',
          source: 'rest.md 11.4',
        }),
        context: text({
          label: 'Context',
          help: 'What the model should know to answer it.',
          example: 'KPI stands for key performance indicator',
          source: 'rest.md 11.4',
        }),
        answer_format: text({
          label: 'Answer Format',
          help: 'The form of the answer, in your own words.',
          example: 'short sentence',
          conflicts: [{ field: 'answer_options', source: 'rest-supplement.md 5' }],
          source: 'rest.md 11.4',
        }),
        answer_options: terms({
          label: 'Answer Options',
          help: 'The answers to choose from.',
          example: ['Yes', 'No'],
          source: 'rest.md 11.4',
        }),
      },
      example: [{ question: 'Where are there wildfires?' }],
      source: 'rest.md 11.4',
    }),
    ...sourceFields,
    ...contextField,
    ...backendField,
    ...modelFields,
  },
  rules: llmRules,
  effect: 'write',
  reads: 'nothing',
  run({ client, input, signal }) {
    const { params, backend } = callOf(input);
    return client.lemur.questionAnswer(params, { backend, signal });
  },
  output: answersOutput,
  example: {
    input: { questions: [{ question: 'Who speaks?' }], transcript_ids: [KNOWN.transcriptId] },
    exchange: [
      {
        method: 'POST',
        path: '/lemur/v3/generate/question-answer',
        body: { questions: [{ question: 'Who speaks?' }], transcript_ids: [KNOWN.transcriptId] },
        answer: lemurAnswersSample,
      },
    ],
  },
  source: 'rest.md 11.4',
});
