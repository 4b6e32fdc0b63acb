import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadInputError, bodyOf, ENTRIES, findEntry, readInput } from '../../src/index.ts';
import { AUDIO, reading, transcribing } from './support.ts';

describe('readInput', () => {
  it('omits empty answers', () => {
    const { input } = transcribing({
      prompt: '  ',
      language_code: null,
      keyterms_prompt: [],
      speech_models: ['', null],
      custom_spelling: [{}],
    });
    expect(input).toEqual(AUDIO);
  });

  it('keeps false and zero', () => {
    const { input } = transcribing({
      punctuate: false,
      audio_start_from: 0,
      temperature: '0',
      speaker_labels: 'false',
    });
    expect(input).toEqual({ ...AUDIO, punctuate: false, audio_start_from: 0, temperature: 0, speaker_labels: false });
  });

  it.each([
    ['true', true],
    ['TRUE', true],
    ['yes', true],
    [1, true],
    ['off', false],
    ['0', false],
  ])('reads %j as a flag', (answer, value) => {
    expect(transcribing({ speaker_labels: answer }).input).toMatchObject({ speaker_labels: value });
  });

  it.each([
    ['1', 1],
    [' +0.5\n', 0.5],
    ['.25', 0.25],
    ['1.', 1],
    ['5e-1', 0.5],
    ['-0', -0],
  ])('reads %j as a number', (answer, value) => {
    expect(transcribing({ temperature: answer }).input).toMatchObject({ temperature: value });
  });

  it.each(['.', '1.2.3', '1e', '0x1', '1 1', '1,5', '--1', 'e5', '1e999', 'NaN'])(
    'rejects %j as a number',
    (answer) => {
      expect(transcribing({ temperature: answer }).problems).toEqual(['Temperature must be a number.']);
    },
  );

  it('reads long answers in linear time: quadratic time would take minutes', () => {
    const digits = `${'1'.repeat(200_000)}x`;
    expect(transcribing({ temperature: digits }).problems).toEqual(['Temperature must be a number.']);
    const rows = Array.from({ length: 100_000 }, () => ({ from: 'a', to: 'two words' }));
    expect(transcribing({ custom_spelling: rows }).problems).toHaveLength(rows.length);
  }, 20_000);

  it('rejects an excessively nested list', () => {
    let nested: unknown = [];
    for (let level = 0; level < 50_000; level += 1) nested = [nested];
    expect(transcribing({ keyterms_prompt: [nested] }).problems[0]).toMatch(/^Key terms|^Key Terms/);
  });

  it.each([
    ['lines', 'alpha\nbeta, gamma\r\n\ndelta', ['alpha', 'beta, gamma', 'delta']],
    ['commas', 'alpha, beta ,,gamma', ['alpha', 'beta', 'gamma']],
    ['a JSON list', '["alpha", "beta, gamma"]', ['alpha', 'beta, gamma']],
    ['a list, with commas kept', ['alpha', 'beta, gamma', 7], ['alpha', 'beta, gamma', '7']],
    ['one text', 'alpha', ['alpha']],
  ])('reads terms from %s', (_, answer, terms) => {
    expect(transcribing({ keyterms_prompt: answer }).input).toMatchObject({ keyterms_prompt: terms });
  });

  it.each([
    ['its value', 'entity_name'],
    ['other capitals', 'Entity-Name'],
    ['its label', 'entity name'],
  ])('finds an option by %s', (_, answer) => {
    const answers = { redact_pii: true, redact_pii_policies: 'date', redact_pii_sub: answer };
    expect(transcribing(answers).input).toMatchObject({ redact_pii_sub: 'entity_name' });
  });

  it('accepts unknown languages and models', () => {
    const { input } = transcribing({ language_code: 'xx', speech_models: 'some-new-model' });
    expect(input).toMatchObject({ language_code: 'xx', speech_models: ['some-new-model'] });
  });

  it('accepts a BCP 47 language tag', () => {
    expect(transcribing({ language_code: 'en-US' }).input).toMatchObject({ language_code: 'en_us' });
  });

  it.each([
    ['a list', [{ from: 'Sequel, My S Q L', to: 'SQL' }]],
    ['one row', { from: ['Sequel', 'My S Q L'], to: 'SQL' }],
    ['JSON', '[{"from": ["Sequel", "My S Q L"], "to": "SQL"}]'],
  ])('reads rows from %s', (_, answer) => {
    const rows = [{ from: ['Sequel', 'My S Q L'], to: 'SQL' }];
    expect(transcribing({ custom_spelling: answer }).input).toMatchObject({ custom_spelling: rows });
  });

  it('reads the rows of a map from an object', () => {
    const pii = { redact_pii: true, redact_pii_policies: ['date'] };
    const { input } = transcribing({ ...pii, redact_static_entities: { PROJECT: ['Blue Falcon'] } });
    expect(input).toMatchObject({ redact_static_entities: [{ label: 'PROJECT', terms: ['Blue Falcon'] }] });
  });

  it('omits hidden fields', () => {
    const answers = { speaker_labels: false, speakers_expected: 3, min_speakers_expected: 'nonsense' };
    expect(transcribing(answers)).toEqual({ input: { ...AUDIO, speaker_labels: false }, problems: [], warnings: [] });
  });

  it('warns about a hidden answer if the flag that shows it was not set', () => {
    const { input, warnings } = transcribing({ speakers_expected: 3 });
    expect(input).toEqual(AUDIO);
    expect(warnings).toEqual(['Number of Speakers is not sent unless Speaker Labels is on.']);
  });

  it('treats a flag that is not set as off', () => {
    expect(reading('list_transcripts', { limit: 5 }).input).toEqual({ limit: 5 });
    expect(reading('list_transcripts', { limit: 5, return_all: true }).input).toEqual({ return_all: true });
  });

  it.each([
    ['speaker_label', 'There is no field "speaker_label". Did you mean Speaker Labels (speaker_labels)?'],
    [
      'speaker_options',
      'There is no field "speaker_options". Fill in Minimum Speakers (min_speakers_expected), Maximum Speakers (max_speakers_expected) and Include Speaker Confidence (include_speaker_confidence) instead.',
    ],
    ['brand_new_thing', 'There is no field "brand_new_thing". To send a new parameter, use Additional Parameters.'],
    ['__proto__', 'There is no field "__proto__". To send a new parameter, use Additional Parameters.'],
    ['constructor', 'There is no field "constructor". To send a new parameter, use Additional Parameters.'],
  ])('rejects the unknown field %s with a suggestion', (key, message) => {
    const answers = JSON.parse(`{"audio_url":"https://example.com/a.mp3","${key}":true}`) as unknown;
    expect(reading('transcribe', answers).problems).toEqual([message]);
  });

  it('reports every problem', () => {
    const { problems } = transcribing({
      audio_url: '',
      temperature: 2,
      audio_start_from: 1.5,
      punctuate: 'perhaps',
      summarization: true,
      summary_model: 'poetic',
      webhook_url: 'example.com',
      custom_spelling: [{ from: 'a', to: 'two words' }, { to: 'SQL' }],
    });
    expect(problems).toEqual([
      'Audio is missing.',
      'Temperature must be between 0 and 1.',
      'Start Time must be a whole number.',
      'Punctuation must be yes or no.',
      'Custom Spelling, row 1: To must be a single word.',
      'Custom Spelling, row 2: From is missing.',
      'Summary Model must be Informative, Conversational or Catchy.',
      'Webhook URL must be a link that starts with https://.',
    ]);
  });

  it('names the field if there is only one problem', () => {
    const attempt = (): unknown => readInput(findEntry('get_transcript')!, {});
    expect(attempt).toThrow(expect.objectContaining({ field: 'transcript_id', message: 'Transcript ID is missing.' }));
  });

  it('never includes a secret in a message', () => {
    const secret = 'hunter2-hunter2';
    for (const answer of [secret, { secret }, [secret], `${secret}\n`]) {
      const { problems } = transcribing({ webhook_auth_header_value: answer, temperature: 9 });
      expect(problems.join()).not.toContain('hunter2');
    }
  });

  it('accepts a timestamp as a date and rejects invalid dates', () => {
    expect(reading('list_transcripts', { created_on: '2026-01-31T10:00:00Z' }).input).toEqual({
      created_on: '2026-01-31',
    });
    expect(reading('list_transcripts', { created_on: '2026-02-31' }).problems).toEqual([
      'Created On must be a date such as 2026-01-31.',
    ]);
  });

  it('accepts bytes, streams and files as audio, and rejects other objects', () => {
    for (const audio_url of [new Uint8Array([1]), new Blob(['x']), { data: new Uint8Array([1]), name: 'a.wav' }]) {
      expect(transcribing({ audio_url }).input).toEqual({ audio_url });
    }
    expect(transcribing({ audio_url: { name: 'a.wav' } }).problems).toEqual(['Audio must be a link or a file.']);
  });

  it('accepts structured context as text', () => {
    const { input } = reading('lemur_task', { prompt: 'Do it.', input_text: 'Hello.', context: { team: 'Logistics' } });
    expect(input).toMatchObject({ context: '{"team":"Logistics"}' });
  });

  const anyAnswers = fc.constantFrom(...ENTRIES).chain((entry) =>
    fc.record({
      entry: fc.constant(entry),
      answers: fc.dictionary(
        fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(...Object.keys(entry.params)) },
          { weight: 1, arbitrary: fc.string() },
        ),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom<unknown>(
            true,
            'true',
            'false',
            0,
            '2',
            'a, b',
            'https://example.com/a',
            '[]',
            '{}',
            'en',
            'vtt',
            'GET',
          ),
          fc.array(fc.string()),
        ),
      ),
      region: fc.constantFrom<'us' | 'eu'>('us', 'eu'),
    }),
  );

  it('throws only errors with problems, for any JSON', () => {
    fc.assert(
      fc.property(anyAnswers, ({ entry, answers, region }) => {
        try {
          const { input } = readInput(entry, answers, { region });
          JSON.stringify(bodyOf(entry.params, input));
        } catch (thrown) {
          if (!(thrown instanceof BadInputError)) throw thrown;
          expect(thrown.problems.length).toBeGreaterThan(0);
          for (const { message } of thrown.problems) expect(message).toMatch(/[.?]$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('omits empty JSON like an empty list', () => {
    const { input } = readInput(findEntry('llm_chat')!, { model: 'm', prompt: 'Hi', tools: '[]' });
    expect(input).not.toHaveProperty('tools');
  });

  it('returns its own result unchanged', () => {
    let read = 0;
    fc.assert(
      fc.property(anyAnswers, ({ entry, answers, region }) => {
        let input: unknown;
        try {
          ({ input } = readInput(entry, answers, { region }));
        } catch {
          return;
        }
        read++;
        expect(readInput(entry, input, { region }).input).toEqual(input);
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('keeps false for every flag', () => {
    const flags = Object.entries(findEntry('transcribe')!.params).filter(
      ([, { kind, showWhen }]) => kind === 'flag' && showWhen === undefined,
    );
    const answers = Object.fromEntries(flags.map(([key]) => [key, false]));
    expect(flags.length).toBeGreaterThan(15);
    expect(transcribing(answers).input).toEqual({ ...AUDIO, ...answers });
  });
});
