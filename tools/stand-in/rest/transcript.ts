import { type Handler, ok, Refusal } from '../http.ts';
import { present } from '../jobs/present.ts';
import { WAV_NOTE, wantsMp3 } from '../jobs/redacted-audio.ts';
import { type CaptionFormat, captions } from '../readings/captions.ts';
import { paragraphsOf, sentencesOf } from '../readings/sentences.ts';
import { LONGEST_PHRASE, searchWords } from '../readings/word-search.ts';
import type { Service } from '../service.ts';
import { integer } from './tokens.ts';

/** `GET /v2/transcript/:transcript_id`. */
export const get =
  ({ transcripts }: Service): Handler =>
  ({ at, key }) =>
    ok(present(transcripts.get(at['transcript_id']!, key)));

/** `DELETE /v2/transcript/:transcript_id`: the data goes, the record stays. Contract: `rest.md` section 8. */
export const erase =
  ({ transcripts }: Service): Handler =>
  ({ at, key }) => {
    const record = transcripts.get(at['transcript_id']!, key);
    if (record.status !== 'completed' && record.status !== 'error') {
      throw new Refusal(400, `This transcript cannot be deleted while its status is ${record.status}.`);
    }
    record.deleted = true;
    delete record.redactedAudio;
    return ok(present(record));
  };

/** `GET .../srt` and `GET .../vtt`. */
export const subtitles =
  ({ transcripts }: Service, format: CaptionFormat): Handler =>
  (call) => {
    const { result } = transcripts.completed(call.at['transcript_id']!, call.key);
    const chars = integer(call, 'chars_per_caption', 1, Number.MAX_SAFE_INTEGER);
    return { status: 200, text: captions(result.words, format, chars) };
  };

/** `GET .../sentences`. */
export const sentences =
  ({ transcripts }: Service): Handler =>
  ({ at, key }) => {
    const { id, result } = transcripts.completed(at['transcript_id']!, key);
    const { confidence, audio_duration } = result.fields;
    return ok({ id, confidence: confidence ?? 0, audio_duration, sentences: sentencesOf(result.words) });
  };

/** `GET .../paragraphs`: without speakers, as described. */
export const paragraphs =
  ({ transcripts }: Service): Handler =>
  ({ at, key }) => {
    const { id, result } = transcripts.completed(at['transcript_id']!, key);
    const { confidence, audio_duration } = result.fields;
    const described = paragraphsOf(result.words).map(({ speaker: _speaker, channel: _channel, ...rest }) => rest);
    return ok({ id, confidence: confidence ?? 0, audio_duration, paragraphs: described });
  };

/** `GET .../word-search?words=a,b c`. */
export const wordSearch =
  ({ transcripts }: Service): Handler =>
  ({ at, key, query }) => {
    const { id, result } = transcripts.completed(at['transcript_id']!, key);
    const phrases = query
      .getAll('words')
      .flatMap((value) => value.split(','))
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== '');
    if (phrases.length === 0) throw new Refusal(400, 'words is required');
    if (phrases.some((phrase) => phrase.split(/\s+/).length > LONGEST_PHRASE)) {
      throw new Refusal(400, `words can have phrases of at most ${LONGEST_PHRASE} words`);
    }
    return ok({ id, ...searchWords(result.words, phrases) });
  };

/** `GET .../redacted-audio`. Contract: `rest.md` 6.4; what is answered before it is ready is not documented. */
export const redactedAudio =
  ({ transcripts, settings }: Service): Handler =>
  ({ at, key }) => {
    const record = transcripts.completed(at['transcript_id']!, key);
    const { request, redactedAudio: audio } = record;
    if (request.redact_pii_audio !== true) {
      throw new Refusal(400, 'This transcript was submitted without redact_pii_audio.');
    }
    if (audio === undefined || audio.kind === 'working') {
      if (settings.pendingRedactedAudio === 'status') return ok({ status: 'processing' });
      throw new Refusal(400, 'The redacted audio of this transcript is not ready yet.');
    }
    if (audio.kind === 'none') throw new Refusal(400, 'This transcript has no redacted audio.');
    if (audio.kind === 'failed') return ok({ status: 'error', error: audio.error });
    return ok(
      { status: 'redacted_audio_ready', redacted_audio_url: audio.url },
      wantsMp3(record) ? { 'x-stand-in-note': WAV_NOTE } : {},
    );
  };
