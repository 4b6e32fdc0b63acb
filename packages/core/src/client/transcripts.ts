import { badInput } from '../errors.ts';
import type { ParagraphsResponse, SentencesResponse, Transcript, WordSearchResponse } from '../model.ts';
import { listAll, listPage } from './list.ts';
import { asTranscript, withList } from './shapes.ts';
import { createSubmit } from './submit.ts';
import { transcriptCall as call } from './transcript-call.ts';
import type { TextAnswer, Transport } from './transport.ts';
import type { CallOptions, RestClient, SubmitOptions, TranscriptBody } from './types.ts';
import { waitFor } from './wait.ts';

/** Maximum words in one phrase of a word search. Contract: `rest.md` section 6.3. */
const PHRASE_WORDS = 5;

/** The client's methods, except that `submit` takes the final request body. */
interface Transcripts extends Omit<RestClient['transcripts'], 'submit'> {
  submit(body: TranscriptBody, options?: SubmitOptions): Promise<Transcript>;
}

export function createTranscripts(transport: Transport): Transcripts {
  const get = async (id: string, options?: CallOptions): Promise<Transcript> =>
    transport.json<Transcript>(call('get', id), options, asTranscript);

  return {
    get,
    submit: createSubmit(transport, get),
    list: (query, options) => listPage(transport, query, options),
    listAll: (query, options) => listAll(transport, query, options),
    delete: async (id, options) => transport.json<Transcript>(call('delete', id, '', 'DELETE'), options, asTranscript),
    wait: async (id, options = {}) => waitFor(transport, get, call('wait', id).transcriptId, options),

    sentences: async (id, options) =>
      transport.json<SentencesResponse>(call('sentences', id, '/sentences'), options, withList('sentences')),

    paragraphs: async (id, options) =>
      transport.json<ParagraphsResponse>(call('paragraphs', id, '/paragraphs'), options, withList('paragraphs')),

    async subtitles(id, { format, charsPerCaption, ...options }) {
      if (format !== 'srt' && format !== 'vtt') throw badInput('format', 'format must be srt or vtt.');
      if (charsPerCaption !== undefined && !(Number.isInteger(charsPerCaption) && charsPerCaption > 0)) {
        throw badInput('chars_per_caption', 'chars_per_caption must be a whole number above 0.');
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
  };
}

const noPage = ({ text }: TextAnswer): string | undefined =>
  /^\s*<(!doctype|html)/i.test(text) ? 'The service answered with a web page, not captions.' : undefined;

/** Terms are joined by unencoded commas, so a term cannot contain one. */
function searchTerms(words: readonly string[]): readonly string[] {
  const terms = words.map((word) => word.trim()).filter((word) => word !== '');
  if (terms.length === 0) throw badInput('words', 'Enter a word or phrase to search for.');
  for (const term of terms) {
    if (term.includes(',') || term.split(/\s+/).length > PHRASE_WORDS) {
      throw badInput('words', `"${term}" cannot be searched for: it has a comma or more than ${PHRASE_WORDS} words.`);
    }
  }
  return terms;
}
