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

/** The vendor's example (schema `LemurSummaryResponse`, 2025-07-24). */
export const lemurSummarySample: LemurTextResponse = {
  request_id: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  response:
    '- Wildfires in Canada are sending smoke and air pollution across parts of the US, triggering air quality alerts from Maine to Minnesota. Concentrations of particulate matter have exceeded safety levels.\n\n- Weather systems are channeling the smoke through Pennsylvania into the Mid-Atlantic and Northeast regions. New York City has canceled outdoor activities to keep children and vulnerable groups indoors.\n\n- Very small particulate matter can enter the lungs and impact respiratory, cardiovascular and neurological health. Young children, the elderly and those with preexisting conditions are most at risk.\n\n- The conditions causing the poor air quality could get worse or shift to different areas in coming days depending on weather patterns. More wildfires may also contribute to higher concentrations.\n\n- Climate change is leading to longer and more severe fire seasons. Events of smoke traveling long distances and affecting air quality over wide areas will likely become more common in the future."\n',
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

/** The vendor's example (schema `LemurActionItemsResponse`, 2026-03-23). */
export const lemurActionItemsSample: LemurTextResponse = {
  request_id: '5e1b27c2-691f-4414-8bc5-f14678442f9e',
  response:
    'Here are some potential action items based on the transcript:\n\n- Monitor air quality levels in affected areas and issue warnings as needed.\n\n- Advise vulnerable populations like children, the elderly, and those with respiratory conditions to limit time outdoors.\n\n- Have schools cancel outdoor activities when air quality is poor.\n\n- Educate the public on health impacts of smoke inhalation and precautions to take.\n\n- Track progression of smoke plumes using weather and air quality monitoring systems.\n\n- Coordinate cross-regionally to manage smoke exposure as air masses shift.\n\n- Plan for likely increase in such events due to climate change. Expand monitoring and forecasting capabilities.\n\n- Conduct research to better understand health impacts of wildfire smoke and mitigation strategies.\n\n- Develop strategies to prevent and manage wildfires to limit air quality impacts.\n',
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
