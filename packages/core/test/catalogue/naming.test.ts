import { describe, expect, it } from 'vitest';
import {
  BadInputError,
  checkStreamingParams,
  checkTranscriptParams,
  type Field,
  findEntry,
  type Problem,
  readInput,
  streamingParams,
  transcriptParams,
} from '../../src/index.ts';
import { everyField } from './support.ts';

const AUDIO = { audio_url: 'https://example.com/a.mp3' };

/** Returns the problems or the warnings of `check`. */
function findings(check: () => readonly Problem[]): readonly Problem[] {
  try {
    return check();
  } catch (thrown) {
    if (thrown instanceof BadInputError) return thrown.problems;
    throw thrown;
  }
}

const inCode = (body: object): readonly Problem[] => findings(() => checkTranscriptParams({ ...AUDIO, ...body }));

const inTool = (id: string, answers: object): readonly Problem[] =>
  findings(() => readInput(findEntry(id)!, answers, { manner: 'tool' }).warnings);

describe('a problem with a request', () => {
  it.each<[object, string, string]>([
    [{ audio_start_from: -1 }, 'audio_start_from', 'audio_start_from must be at least 0.'],
    [{ audio_start_from: 9, audio_end_at: 3 }, 'audio_end_at', 'audio_end_at must be later than audio_start_from.'],
    [
      { speaker_labels: true, speaker_options: { min_speakers_expected: 4, max_speakers_expected: 2 } },
      'speaker_options.max_speakers_expected',
      'speaker_options.max_speakers_expected must be at least speaker_options.min_speakers_expected.',
    ],
    [
      { language_confidence_threshold: 0.5 },
      'language_confidence_threshold',
      'To use language_confidence_threshold, set language_detection to true.',
    ],
    [
      { auto_chapters: true, punctuate: false },
      'auto_chapters',
      'To use auto_chapters, do not set punctuate to false.',
    ],
    [
      { webhook_url: 'https://a.example', webhook_auth_header_name: 'x' },
      'webhook_auth_header_name',
      'To use webhook_auth_header_name, set webhook_auth_header_value.',
    ],
    [
      { custom_spelling: [{ from: ['a'], to: 'b c' }] },
      'custom_spelling',
      'custom_spelling[0]: to must be a single word.',
    ],
    [
      { custom_spelling: [{ form: ['a'], to: 'b' }] },
      'custom_spelling',
      'custom_spelling[0]: There is no property "form". Did you mean from?',
    ],
    [
      { summarization: true, summary_model: 'catchy', summary_type: 'bullets' },
      'summary_type',
      'summary_type does not match the chosen summary_model. Choose gist or headline.',
    ],
    [{ word_boost: ['a'] }, 'word_boost', 'word_boost is no longer accepted by the API. Use keyterms_prompt instead.'],
    [
      { language_code: 'xx', sentiment_analysis: true },
      'sentiment_analysis',
      'sentiment_analysis is not documented for xx and may have no effect.',
    ],
    [
      {
        speech_understanding: {
          request: { speaker_identification: { speaker_type: 'role', speakers: [{ name: 'Ann' }] } },
        },
        speaker_labels: true,
      },
      'speech_understanding.request.speaker_identification.speakers',
      'speech_understanding.request.speaker_identification.speakers[0]: role is missing. It is required to identify the speaker.',
    ],
  ])("uses the API's names: %j", (body, field, message) => {
    expect(inCode(body)).toContainEqual({ field, message });
  });

  /** Labels of several words: a message that contains one was not translated to the API's names. */
  const labels = (fields: readonly Field[]): string[] =>
    fields.map(({ label }) => label).filter((label) => label.includes(' '));
  const WRONG: readonly unknown[] = [true, -1, 1e9, 'no such value', ['no such value'], [{ no: 1 }], {}];

  it.each(['transcription', 'live transcription'])('never uses form labels: %s', (kind) => {
    const isLive = kind !== 'transcription';
    const fields = isLive ? streamingParams : transcriptParams;
    const all = everyField(fields).map(([, field]) => field);
    const places = Object.entries<Field>(fields).flatMap(([key, { at = key }]) => at.split('.').slice(0, 1));
    const messages = new Set<string>();
    for (const place of new Set(places)) {
      for (const value of WRONG) {
        const body = { [place]: value };
        const found = isLive ? findings(() => checkStreamingParams(body)) : inCode(body);
        for (const { message } of found) messages.add(message);
      }
    }
    for (const body of ALL_ON) for (const { message } of inCode(body)) messages.add(message);
    expect(messages.size).toBeGreaterThan(20);
    const foreign = [...messages].filter((message) => labels(all).some((label) => message.includes(label)));
    expect(foreign).toEqual([]);
  });

  /** Bodies that violate as many relations as possible. */
  const ALL_ON: readonly object[] = [
    {
      ...Object.fromEntries(
        Object.entries<Field>(transcriptParams).flatMap(([key, { kind, at }]) =>
          kind === 'flag' && at === undefined ? [[key, true]] : [],
        ),
      ),
      summary_model: 'conversational',
      summary_type: 'gist',
      speech_model: 'slam-1',
      language_code: 'de',
      language_codes: ['de'],
      speakers_expected: 12,
      speaker_options: { min_speakers_expected: 1 },
      keyterms_prompt: Array.from({ length: 201 }, () => 'six words are in this term'),
      speech_models: ['universal-2'],
      prompt: 'word '.repeat(1501),
    },
    {
      summarization: true,
      summary_model: 'conversational',
      redact_pii: true,
      speech_model: 'best',
      keyterms_prompt: ['a'],
    },
  ];
});

describe('the input of a tool', () => {
  it("has problems with the tool's keys", () => {
    expect(inTool('transcribe', { ...AUDIO, speaker_labels: 'maybe' })).toEqual([
      { field: 'speaker_labels', message: 'speaker_labels must be true or false.' },
    ]);
    expect(inTool('transcribe', { ...AUDIO, min_speakers_expected: 0, speaker_labels: 'yes' })).toEqual([
      { field: 'min_speakers_expected', message: 'min_speakers_expected must be at least 1.' },
    ]);
    expect(inTool('get_transcript', { transcript: 't' })).toEqual([
      { field: 'transcript', message: 'There is no field "transcript". Did you mean transcript_id?' },
      { field: 'transcript_id', message: 'transcript_id is missing.' },
    ]);
    expect(inTool('lemur_task', { prompt: 'Do it.' })).toEqual([
      { field: 'transcript_ids', message: 'The model has no input. To add it, set transcript_ids or input_text.' },
    ]);
  });

  it('is converted like the input of a form', () => {
    const { input } = readInput(findEntry('transcribe')!, { ...AUDIO, punctuate: 'no' }, { manner: 'tool' });
    expect(input).toEqual({ ...AUDIO, punctuate: false });
  });
});
