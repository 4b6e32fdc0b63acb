import { describe, expect, it } from 'vitest';
import { reading, transcribing } from './support.ts';

const PII = { redact_pii: true, redact_pii_policies: ['person_name'] };
const words = (count: number): string[] => Array.from({ length: count }, (_, at) => `word${at}`);

/** One case for each rule in the contract, `rest.md` 4.6, and in the newer API descriptions. */
describe('the rules reject', () => {
  it.each<[string, object, object]>([
    [
      'Choose Speaker Labels or Multichannel, not both.',
      { speaker_labels: true, multichannel: true },
      { speaker_labels: true, multichannel: false },
    ],
    [
      'Choose Speaker Labels or Dual Channel, not both.',
      { speaker_labels: true, dual_channel: true },
      { dual_channel: true },
    ],
    [
      'Choose Auto Chapters or Summarization, not both.',
      { auto_chapters: true, summarization: true },
      { auto_chapters: true },
    ],
    [
      'To use Summary Model, fill in Summary Type.',
      { summarization: true, summary_model: 'informative' },
      { summarization: true, summary_model: 'informative', summary_type: 'bullets' },
    ],
    [
      'To use Summary Type, fill in Summary Model.',
      { summarization: true, summary_type: 'gist' },
      { summarization: true, summary_type: 'gist', summary_model: 'catchy' },
    ],
    [
      'Summary Type does not match the chosen Summary Model. Choose Gist or Headline.',
      { summarization: true, summary_model: 'catchy', summary_type: 'bullets' },
      { summarization: true, summary_model: 'catchy', summary_type: 'headline' },
    ],
    [
      'Summary Type does not match the chosen Summary Model. Choose Bullet Points, Verbose Bullet Points, Headline or Paragraph.',
      { summarization: true, summary_model: 'informative', summary_type: 'gist' },
      { summarization: true, summary_model: 'informative', summary_type: 'paragraph' },
    ],
    [
      'Summary Model: Conversational requires speakers. To use it, turn on Speaker Labels or Multichannel.',
      { summarization: true, summary_model: 'conversational', summary_type: 'bullets' },
      { summarization: true, summary_model: 'conversational', summary_type: 'bullets', multichannel: true },
    ],
    [
      'To use Summarization, do not turn off Punctuation.',
      { summarization: true, punctuate: false },
      { summarization: true, punctuate: true },
    ],
    [
      'To use Summarization, do not turn off Text Formatting.',
      { summarization: true, format_text: false },
      { summarization: true },
    ],
    [
      'To use Auto Chapters, do not turn off Punctuation.',
      { auto_chapters: true, punctuate: false },
      { auto_chapters: true },
    ],
    [
      'Key Terms does not work with the chosen Speech Model. Choose Slam-1, or use Speech Models instead.',
      { keyterms_prompt: ['a'], speech_model: 'universal' },
      { keyterms_prompt: ['a'], speech_model: 'slam-1' },
    ],
    [
      'Key Terms: "one two three four five six seven" has more than 6 words. Shorten it.',
      { keyterms_prompt: ['one two three four five six seven'] },
      { keyterms_prompt: ['one two three four five six'] },
    ],
    ['Key Terms can have at most 1000 entries.', { keyterms_prompt: words(1001) }, { keyterms_prompt: words(1000) }],
    [
      'Key Terms has 1001 words in total. The limit is 1000. Remove some terms.',
      { speech_model: 'slam-1', keyterms_prompt: [...words(999), 'two words'] },
      { speech_model: 'slam-1', keyterms_prompt: [...words(998), 'two words'] },
    ],
    [
      'Slam-1 supports only English. Choose an English Language or another Speech Model.',
      { speech_model: 'slam-1', language_code: 'de' },
      { speech_model: 'slam-1', language_code: 'en_au' },
    ],
    ['PII Redaction has nothing to remove. Choose at least one of the PII Policies.', { redact_pii: true }, PII],
    [
      'To use Webhook Header Name, fill in Webhook Header Value.',
      { webhook_url: 'https://example.com', webhook_auth_header_name: 'X-A' },
      { webhook_url: 'https://example.com', webhook_auth_header_name: 'X-A', webhook_auth_header_value: 'b' },
    ],
    [
      'To use Webhook Header Value, fill in Webhook Header Name.',
      { webhook_url: 'https://example.com', webhook_auth_header_value: 'b' },
      {},
    ],
    [
      'End Time must be later than Start Time.',
      { audio_start_from: 10, audio_end_at: 10 },
      { audio_start_from: 0, audio_end_at: 10 },
    ],
    [
      'Maximum Speakers must be at least Minimum Speakers.',
      { speaker_labels: true, min_speakers_expected: 4, max_speakers_expected: 3 },
      { speaker_labels: true, min_speakers_expected: 3, max_speakers_expected: 3 },
    ],
    [
      'Content Moderation Confidence must be between 25 and 100.',
      { content_safety: true, content_safety_confidence: 24 },
      { content_safety: true, content_safety_confidence: 25 },
    ],
    ['Target Languages is missing.', { translation: true }, { translation: true, target_languages: ['es'] }],
    [
      'Identify By is missing.',
      { speaker_labels: true, speaker_identification: true },
      { speaker_labels: true, speaker_identification: true, speaker_type: 'name' },
    ],
    [
      'To identify speakers by role, fill in Known Speakers or Speaker Details.',
      { speaker_identification: true, speaker_type: 'role' },
      { speaker_identification: true, speaker_type: 'role', known_values: 'agent' },
    ],
    [
      'Speaker Details, row 2: Role is missing. It is required to identify the speaker.',
      { speaker_identification: true, speaker_type: 'role', speakers: [{ role: 'agent' }, { name: 'Ann' }] },
      { speaker_identification: true, speaker_type: 'role', speakers: [{ role: 'agent', shirt: 'red' }] },
    ],
    [
      `Known Speakers: "${'x'.repeat(36)}" has more than 35 characters. Shorten it.`,
      { speaker_identification: true, speaker_type: 'name', known_values: ['x'.repeat(36)] },
      { speaker_identification: true, speaker_type: 'name', known_values: ['x'.repeat(35)] },
    ],
  ])('%s', (message, wrong, right) => {
    expect(transcribing(wrong).problems).toEqual([message]);
    expect(transcribing(right).problems).toEqual([]);
  });

  it('redacted audio in the EU', () => {
    const answers = { ...PII, redact_pii_audio: true };
    expect(transcribing(answers, 'eu').problems).toEqual([
      'PII Audio Redaction is not available in the EU region. Turn it off.',
    ]);
    expect(transcribing(answers, 'us').problems).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['lemur_task', 'The model has no input. To add it, fill in Transcript IDs or Input Text.', { prompt: 'Do it.' }],
    [
      'lemur_task',
      'Choose Transcript IDs or Input Text, not both.',
      { prompt: 'Do it.', transcript_ids: 'a', input_text: 'b' },
    ],
    [
      'lemur_question_answer',
      'Questions, row 1: Choose Answer Format or Answer Options, not both.',
      { input_text: 'b', questions: [{ question: 'Why?', answer_format: 'short', answer_options: ['yes', 'no'] }] },
    ],
    ['lemur_question_answer', 'Questions is missing.', { input_text: 'b', questions: [{ question: '' }] }],
    [
      'search_words',
      'Words: "one two three four five six" has more than 5 words. Shorten it.',
      { transcript_id: 't', words: ['one two three four five six'] },
    ],
    ['create_streaming_token', 'Expires In must be between 1 and 600.', { expires_in_seconds: 601 }],
    ['llm_chat', 'The model has no input. To add it, fill in Prompt or Messages.', { model: 'gemini-2.5-flash-lite' }],
    [
      'format_transcript',
      'No format is set, so nothing would change. Fill in Date Format, Phone Number Format or Email Format.',
      { transcript_id: 't' },
    ],
    ['get_subtitles', 'Format must be SRT or WebVTT.', { transcript_id: 't', format: 'ass' }],
    ['translate_transcript', 'Target Languages is missing.', { transcript_id: 't' }],
  ])('%s: %s', (id, message, answers) => {
    expect(reading(id, answers).problems).toEqual([message]);
  });
});

describe('the rules only warn about limits that may change', () => {
  it.each<[string, object]>([
    [
      'Speaker Labels is not documented for Swahili and may have no effect.',
      { speaker_labels: true, language_code: 'sw' },
    ],
    ['Filler Words is not documented for German and may have no effect.', { disfluencies: true, language_code: 'de' }],
    ['Domain is not documented for Dutch and may have no effect.', { domain: 'medical-v1', language_code: 'nl' }],
    [
      'Prompt does not work with the chosen Speech Models. Add AssemblyAI STT 3.7.',
      { prompt: 'x', speech_models: ['universal-2'] },
    ],
    [
      'Key Terms has more than 200 terms, the limit of Universal-2. Remove some terms.',
      { keyterms_prompt: words(201), speech_models: ['universal-2'] },
    ],
    ['Prompt has more than 1500 words, the limit of the API. Shorten it.', { prompt: words(1501).join(' ') }],
    ['Speech Model is no longer accepted by the API. Use Speech Models instead.', { speech_model: 'slam-1' }],
    ['Choose Speech Models or Speech Model, not both.', { speech_models: ['universal-2'], speech_model: 'slam-1' }],
    ['Word Boost is no longer accepted by the API. Use Key Terms instead.', { word_boost: 'a' }],
    ['Dual Channel is deprecated. Use Multichannel instead.', { dual_channel: true }],
    [
      'Speech Models: Universal-3.5 Pro is deprecated. Use AssemblyAI STT 3.7 instead.',
      { speech_models: ['universal-3-5-pro'] },
    ],
    ['Choose Language Detection or Language, not both.', { language_detection: true, language_code: 'de' }],
    ['Languages does not include English, which the API requires. Add English.', { language_codes: ['de', 'fr'] }],
    [
      'Number of Speakers is documented only up to 10. For more speakers, use Minimum and Maximum Speakers instead.',
      { speaker_labels: true, speakers_expected: 11 },
    ],
    [
      'Translate Each Utterance requires utterances. To get them, turn on Speaker Labels.',
      { translation: true, target_languages: 'es', match_original_utterance: true },
    ],
    [
      'Key Terms has 1001 words in total. The limit is 1000. Remove some terms.',
      { keyterms_prompt: [...words(999), 'two words'] },
    ],
    ['To use Key Terms Match Strength, fill in Key Terms.', { keyterms_match_strength: 'high' }],
    [
      'To use Webhook Header Name, fill in Webhook URL.',
      { webhook_auth_header_name: 'X-A', webhook_auth_header_value: 'b' },
    ],
    ['To use Word Boost Level, fill in Word Boost.', { boost_param: 'high' }],
  ])('%s', (message, answers) => {
    const { problems, warnings } = transcribing(answers);
    expect(problems).toEqual([]);
    expect(warnings).toContain(message);
  });

  it('ignores unknown models and languages', () => {
    expect(
      transcribing({ prompt: 'x', temperature: 0.5, speech_models: ['brand-new', 'universal-2'] }).warnings,
    ).toEqual([]);
    expect(transcribing({ speaker_labels: true, language_code: 'en_uk' }).warnings).toEqual([]);
  });

  it('warns about a LeMUR model', () => {
    const answers = { prompt: 'x', input_text: 'y', final_model: 'anthropic/claude-3-haiku' };
    expect(reading('lemur_task', answers, 'eu').warnings).toEqual([
      'Model: Claude 3 Haiku (LeMUR) is deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.',
    ]);
  });
});
