import type { LemurPurgeResponse, LemurQuestionAnswerResponse, LemurTextResponse } from '../../model.ts';

/** The vendor's example (schema `LemurTaskResponse`, 2025-07-24). */
export const lemurTaskSample: LemurTextResponse = {
  request_id: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  response:
    'Based on the transcript, the following locations were mentioned as being affected by wildfire smoke from Canada:\n\n- Maine\n- Maryland\n- Minnesota\n- Mid Atlantic region\n- Northeast region\n- New York City\n- Baltimore\n',
  usage: {
    input_tokens: 27,
    output_tokens: 3,
  },
};

/** The vendor's example (schema `LemurQuestionAnswerResponse`, 2025-07-24). */
export const lemurAnswersSample: LemurQuestionAnswerResponse = {
  request_id: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  response: [
    {
      answer: 'CA, US',
      question: 'Where are there wildfires?',
    },
    {
      answer: 'yes',
      question: 'Is global warming affecting wildfires?',
    },
  ],
  usage: {
    input_tokens: 27,
    output_tokens: 3,
  },
};

/** The vendor's example (schema `PurgeLemurRequestDataResponse`, 2025-07-24). */
export const lemurPurgeSample: LemurPurgeResponse = {
  request_id: '914fe7e4-f10a-4364-8946-34614c2873f6',
  request_id_to_purge: 'b7eb03ec-1650-4181-949b-75d9de317de1',
  deleted: true,
};
