import type {
  ParagraphsResponse,
  RedactedAudio,
  SentencesResponse,
  StreamingToken,
  TranscriptPage,
  UploadedFile,
  WordSearchResponse,
} from '../../model.ts';

/** The vendor's example (schema `SentencesResponse`, 2025-07-24), words cut to two each, with speakers. */
export const sentencesSample: SentencesResponse = {
  sentences: [
    {
      text: 'Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US.',
      start: 250,
      end: 6350,
      confidence: 0.72412,
      words: [
        {
          text: 'Smoke',
          start: 250,
          end: 650,
          confidence: 0.72412,
          speaker: 'A',
        },
        {
          text: 'from',
          start: 730,
          end: 1022,
          confidence: 0.99996,
          speaker: 'A',
        },
      ],
      speaker: 'A',
    },
    {
      text: 'Skylines from Maine to Maryland to Minnesota are gray and smoggy.',
      start: 6500,
      end: 11050,
      confidence: 0.99819,
      words: [
        {
          text: 'Skylines',
          start: 6500,
          end: 7306,
          confidence: 0.99819,
          speaker: 'A',
        },
        {
          text: 'from',
          start: 7338,
          end: 7534,
          confidence: 0.99987,
          speaker: 'A',
        },
      ],
      speaker: 'A',
    },
  ],
  id: 'd5a3d302-066e-43fb-b63b-8f57baf185db',
  confidence: 0.9579390654205628,
  audio_duration: 281,
};

/** The vendor's example (schema `ParagraphsResponse`, 2025-07-24), words cut to two each. */
export const paragraphsSample: ParagraphsResponse = {
  paragraphs: [
    {
      text: "Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US. Skylines from Maine to Maryland to Minnesota are gray and smoggy. And in some places, the air quality warnings include the warning to stay inside. We wanted to better understand what's happening here and why, so we called Peter Decarlo, an associate professor in the Department of Environmental Health and Engineering at Johns Hopkins University. Good morning, professor.",
      start: 250,
      end: 26950,
      confidence: 0.73033,
      words: [
        {
          text: 'Smoke',
          start: 250,
          end: 650,
          confidence: 0.73033,
          speaker: null,
        },
        {
          text: 'from',
          start: 730,
          end: 1022,
          confidence: 1,
          speaker: null,
        },
      ],
    },
    {
      text: "Good morning. So what is it about the conditions right now that have caused this round of wildfires to affect so many people so far away? Well, there's a couple of things. The season has been pretty dry already, and then the fact that we're getting hit in the US. Is because there's a couple of weather systems that are essentially channeling the smoke from those Canadian wildfires through Pennsylvania into the Mid Atlantic and the Northeast and kind of just dropping the smoke there.",
      start: 27850,
      end: 56190,
      confidence: 0.99667,
      words: [
        {
          text: 'Good',
          start: 27850,
          end: 28262,
          confidence: 0.99667,
          speaker: null,
        },
        {
          text: 'morning.',
          start: 28316,
          end: 28920,
          confidence: 0.99742,
          speaker: null,
        },
      ],
    },
  ],
  id: 'd5a3d302-066e-43fb-b63b-8f57baf185db',
  confidence: 0.9578730257009361,
  audio_duration: 281,
};

/** The vendor's example (schema `WordSearchResponse`, 2025-07-24). */
export const wordSearchSample: WordSearchResponse = {
  id: 'd5a3d302-066e-43fb-b63b-8f57baf185db',
  total_count: 10,
  matches: [
    {
      text: 'smoke',
      count: 6,
      timestamps: [
        [250, 650],
        [49168, 49398],
        [55284, 55594],
        [168888, 169118],
        [215108, 215386],
        [225944, 226170],
      ],
      indexes: [0, 136, 156, 486, 652, 698],
    },
    {
      text: 'wildfires',
      count: 4,
      timestamps: [
        [1668, 2346],
        [33852, 34546],
        [50118, 51110],
        [231356, 232354],
      ],
      indexes: [4, 90, 140, 716],
    },
  ],
};

/** The vendor's example (schema `TranscriptList`, 2025-07-24), cut to the transcript that was completed and not deleted. */
export const listSample: TranscriptPage = {
  page_details: {
    limit: 3,
    result_count: 3,
    current_url: 'https://api.assemblyai.com/v2/transcript?limit=3',
    prev_url: 'https://api.assemblyai.com/v2/transcript?limit=3&before_id=28a73d01-98db-41dd-9e98-2533ba0af117',
    next_url: 'https://api.assemblyai.com/v2/transcript?limit=3&after_id=b33f4691-85b7-4f31-be12-a87cef1c1229',
  },
  transcripts: [
    {
      id: '28a73d01-98db-41dd-9e98-2533ba0af117',
      resource_url: 'https://api.assemblyai.com/v2/transcript/28a73d01-98db-41dd-9e98-2533ba0af117',
      status: 'completed',
      created: '2024-03-11T21:12:57.372215',
      completed: '2024-03-11T21:13:03.267020',
      audio_url: 'https://assembly.ai/nbc.mp3',
      error: null,
    },
  ],
};

/** Documented answer, `rest.md` 6.4. Source: fixture `redacted-audio-response-ready.json`. */
export const redactedAudioSample: RedactedAudio = {
  status: 'redacted_audio_ready',
  redacted_audio_url:
    'https://s3.us-west-2.amazonaws.com/api.assembly.ai.usw2/redacted-audio/785efd9e-0e20-45e1-967b-3db17770ed9f.wav?AWSAccessKeyId=aws-access-key0id&Signature=signature&x-amz-security-token=security-token&Expires=1698966551',
};

/** The vendor's example (schema `UploadedFile`, 2025-07-24). */
export const uploadSample: UploadedFile = {
  upload_url: 'https://cdn.assemblyai.com/upload/f756988d-47e2-4ca3-96ce-04bb168f8f2a',
};

/** Shape of `streaming.md` section 2.1; the token is a placeholder. */
export const tokenSample: StreamingToken = {
  token: '<TEMPORARY_TOKEN>',
  expires_in_seconds: 60,
};
