import { BadInputError, NotFoundError } from '../errors.ts';
import type { ParagraphsResponse, RedactedAudio, SentencesResponse, Transcript, WordSearchResponse } from '../model.ts';
import { pathId } from './ids.ts';
import { listAll, listPage } from './list.ts';
import { asTranscript, withList, withText } from './shapes.ts';
import { createSubmit } from './submit.ts';
import type { Call, Transport } from './transport.ts';
import type { CallOptions, RestClient, SubmitOptions, TranscriptBody } from './types.ts';
import { waitFor } from './wait.ts';

/** Most words in one phrase of a word search. Contract: `rest.md` section 6.3. */
const PHRASE_WORDS = 5;

/** As the client has them, but for what is submitted: the body as it is sent. */
interface Transcripts extends Omit<RestClient['transcripts'], 'submit'> {
  submit(body: TranscriptBody, options?: SubmitOptions): Promise<Transcript>;
}

export function createTranscripts(transport: Transport): Transcripts {
  const call = (name: string, id: string, below = '', method: Call['method'] = 'GET'): Call => ({
    operation: `transcripts.${name}`,
    method,
    path: `/v2/transcript/${pathId(id, 'transcript_id', 'Transcript ID')}${below}`,
    repeat: 'freely',
    transcriptId: id.trim(),
  });

  const get = async (id: string, options?: CallOptions): Promise<Transcript> =>
    transport.json<Transcript>(call('get', id), options, asTranscript);

  const redactedAudio = async (id: string, options?: CallOptions): Promise<RedactedAudio> =>
    transport.json<RedactedAudio>(call('redactedAudio', id, '/redacted-audio'), options, withText('status'));

  return {
    get,
    submit: createSubmit(transport, get),
    list: (query, options) => listPage(transport, query, options),
    listAll: (query, options) => listAll(transport, query, options),
    delete: async (id, options) => transport.json<Transcript>(call('delete', id, '', 'DELETE'), options, asTranscript),
    wait: async (id, options = {}) => waitFor(transport, get, checked(id), options),

    sentences: async (id, options) =>
      transport.json<SentencesResponse>(call('sentences', id, '/sentences'), options, withList('sentences')),

    paragraphs: async (id, options) =>
      transport.json<ParagraphsResponse>(call('paragraphs', id, '/paragraphs'), options, withList('paragraphs')),

    async subtitles(id, { format, charsPerCaption, ...options }) {
      if (format !== 'srt' && format !== 'vtt')
        throw new BadInputError('Format must be srt or vtt.', { field: 'format' });
      if (charsPerCaption !== undefined && !(Number.isInteger(charsPerCaption) && charsPerCaption > 0)) {
        throw new BadInputError('Characters per Caption must be a whole number above 0.', {
          field: 'chars_per_caption',
        });
      }
      const { text } = await transport.text(
        { ...call('subtitles', id, `/${format}`), query: { chars_per_caption: charsPerCaption } },
        options,
        noPage,
      );
      return text;
    },

    wordSearch: async (id, words, options) =>
      transport.json<WordSearchResponse>(
        { ...call('wordSearch', id, '/word-search'), query: { words: searchTerms(words) } },
        options,
        withList('matches'),
      ),

    redactedAudio,

    async redactedAudioFile(id, options) {
      const { status, redacted_audio_url: url } = await redactedAudio(id, options);
      if (typeof url !== 'string' || !URL.canParse(url)) {
        throw new NotFoundError(`The redacted audio is not ready: its status is ${status}.`, {
          transcriptId: id,
          retryable: true,
          hint: 'Try again in a moment. A recording without speech has none, unless that was asked for.',
        });
      }
      const { headers, data } = await transport.stream(
        { operation: 'transcripts.redactedAudioFile', method: 'GET', path: url, repeat: 'freely', transcriptId: id },
        options,
      );
      const size = Number(headers['content-length'] ?? Number.NaN);
      return { url, contentType: headers['content-type'], size: Number.isSafeInteger(size) ? size : undefined, data };
    },
  };
}

const noPage = (text: string): string | undefined =>
  /^\s*<(!doctype|html)/i.test(text) ? 'The service answered with a web page where captions were expected.' : undefined;

const checked = (id: string): string => {
  pathId(id, 'transcript_id', 'Transcript ID');
  return id.trim();
};

/** Each term is encoded by itself and the commas between them are not, so a term cannot hold one. */
function searchTerms(words: readonly string[]): readonly string[] {
  const terms = words.map((word) => word.trim()).filter((word) => word !== '');
  const refuse = (message: string): BadInputError => new BadInputError(message, { field: 'words' });
  if (terms.length === 0) throw refuse('Give at least one word or phrase to search for.');
  for (const term of terms) {
    if (term.includes(',')) throw refuse(`"${term}" has a comma in it, which cannot be searched for.`);
    if (term.split(/\s+/).length > PHRASE_WORDS) throw refuse(`"${term}" has more than ${PHRASE_WORDS} words.`);
  }
  return terms;
}
