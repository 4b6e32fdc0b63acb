/** The vendor's example (`llm-gateway.md` section 3, complete_response, 2026-03-23), cut into one feature each. */

const utterances = [
  {
    confidence: 0.92,
    start: 0,
    end: 2500,
    text: "Hi, I'm the interviewer. Call me at five five five one two three four five six seven eight on December twenty fifth twenty twenty four",
    speaker: 'interviewer',
    words: [],
  },
  { confidence: 0.95, start: 2500, end: 5000, text: "Thanks! I'll reach out then.", speaker: 'candidate', words: [] },
] as const;

export const translationSample = {
  speech_understanding: {
    request: { translation: { target_languages: ['es', 'de'], formal: true, match_original_utterance: true } },
    response: { translation: { status: 'completed' } },
  },
  translated_texts: {
    es: 'Hola, soy el entrevistador. Llámame al cinco cinco cinco uno dos tres cuatro cinco seis siete ocho el veinticinco de diciembre de dos mil veinticuatro. ¡Gracias! Me pondré en contacto entonces.',
    de: 'Hallo, ich bin der Interviewer. Rufen Sie mich an unter fünf fünf fünf eins zwei drei vier fünf sechs sieben acht am fünfundzwanzigsten Dezember zweitausendvierundzwanzig. Danke! Ich werde mich dann melden.',
  },
  utterances: [
    {
      ...utterances[0],
      translated_texts: {
        es: 'Hola, soy el entrevistador. Llámame al cinco cinco cinco uno dos tres cuatro cinco seis siete ocho el veinticinco de diciembre de dos mil veinticuatro',
        de: 'Hallo, ich bin der Interviewer. Rufen Sie mich an unter fünf fünf fünf eins zwei drei vier fünf sechs sieben acht am fünfundzwanzigsten Dezember zweitausendvierundzwanzig',
      },
    },
    {
      ...utterances[1],
      translated_texts: {
        es: '¡Gracias! Me pondré en contacto entonces.',
        de: 'Danke! Ich werde mich dann melden.',
      },
    },
  ],
  words: [],
};

export const speakersSample = {
  speech_understanding: {
    request: { speaker_identification: { speaker_type: 'name', known_values: ['Michel Martin', 'Peter DeCarlo'] } },
    response: {
      speaker_identification: { mapping: { A: 'Michel Martin', B: 'Peter DeCarlo' }, status: 'completed' },
    },
  },
  utterances,
  words: [],
};

export const formattingSample = {
  speech_understanding: {
    request: {
      custom_formatting: { date: 'mm/dd/yyyy', phone_number: '(xxx)xxx-xxxx', email: 'username@domain.com' },
    },
    response: {
      custom_formatting: {
        status: 'completed',
        mapping: { '2024-12-25': '12/25/2024', '555-1234-5678': '(555)123-45678' },
        formatted_text: 'Call me at (555)123-45678 on 12/25/2024',
      },
    },
  },
  utterances,
  words: [],
};

/** Keys of `newer.md` 2; the words are ours, as there is no example of the vendor's. */
export const summarySample = {
  speech_understanding: {
    request: { summarization: {} },
    response: {
      summarization: { status: 'success', summary: ['Smoke from wildfires in Canada reaches the US.'] },
    },
  },
  utterances: [],
  words: [],
};

/** Keys of `newer.md` 2; the words are ours, as there is no example of the vendor's. */
export const actionItemsSample = {
  speech_understanding: {
    request: { action_items: {} },
    response: { action_items: { status: 'success', items: ['Check the air quality before going out.'] } },
  },
  utterances: [],
  words: [],
};
