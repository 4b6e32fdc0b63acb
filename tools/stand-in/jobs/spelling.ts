import { type Entity, plain, spanOf, type Word, wordsIn } from '../audio-model.ts';
import type { TranscriptRequest } from '../contract/transcript-request.ts';

/** A stretch of audio whose words are hidden. */
export interface Redaction {
  readonly start: number;
  readonly end: number;
}

export interface Spelled {
  readonly words: readonly Word[];
  readonly redactions: readonly Redaction[];
}

/** The words as the request wants them spelled. */
export function spell(words: readonly Word[], request: TranscriptRequest, entities: readonly Entity[]): Spelled {
  const redacted = request.redact_pii === true ? redact(words, request, entities) : { words, redactions: [] };
  const respelled = respell(redacted.words, request.custom_spelling ?? []);
  return { words: format(respelled, request), redactions: redacted.redactions };
}

/** Whether {@link spell} would leave the words unchanged. */
export const spelledAsSpoken = (request: TranscriptRequest): boolean =>
  request.redact_pii !== true &&
  (request.custom_spelling ?? []).length === 0 &&
  request.punctuate !== false &&
  request.format_text !== false;

function format(words: readonly Word[], { punctuate, format_text }: TranscriptRequest): Word[] {
  return words.map((word) => {
    const bare = punctuate === false ? word.text.replace(/^[("']+|[.,;:?!)"']+$/g, '') : word.text;
    return { ...word, text: format_text === false ? bare.toLowerCase() : bare };
  });
}

/** Replaces runs of words; the first rule that fits wins. Case is ignored, closing punctuation stays. */
function respell(words: readonly Word[], rules: NonNullable<TranscriptRequest['custom_spelling']>): Word[] {
  const result: Word[] = [];
  for (let at = 0; at < words.length;) {
    const match = matchAt(words, at, rules);
    if (match === undefined) result.push(words[at++]!);
    else {
      const run = words.slice(at, at + match.length);
      result.push(merged(run, match.to + closing(run)));
      at += match.length;
    }
  }
  return result;
}

function matchAt(
  words: readonly Word[],
  at: number,
  rules: NonNullable<TranscriptRequest['custom_spelling']>,
): { to: string; length: number } | undefined {
  for (const { from, to } of rules) {
    for (const phrase of from) {
      const wanted = wordsIn(phrase);
      const fits = wanted.length > 0 && wanted.every((word, offset) => plain(words[at + offset]?.text ?? '') === word);
      if (fits) return { to, length: wanted.length };
    }
  }
  return undefined;
}

/** Hides what falls under a policy: each letter under a hash sign, or the whole under its type. */
function redact(words: readonly Word[], request: TranscriptRequest, entities: readonly Entity[]): Spelled {
  const hidden = entities.filter(({ entity_type }) => request.redact_pii_policies?.includes(entity_type));
  const cover = ({ start, end }: Word): Entity | undefined =>
    hidden.find((entity) => start >= entity.start && end <= entity.end);
  const byName = request.redact_pii_sub === 'entity_name';

  const result: Word[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    const entity = cover(word);
    if (entity === undefined || !byName) {
      result.push(entity === undefined ? word : { ...word, text: word.text.replace(/[\p{L}\p{N}]/gu, '#') });
      at++;
      continue;
    }
    const run = words.slice(at).slice(
      0,
      runLength(words.slice(at), (next) => cover(next) === entity),
    );
    result.push(merged(run, `[${entity.entity_type.toUpperCase()}]${closing(run)}`));
    at += run.length;
  }
  return { words: result, redactions: hidden.map(({ start, end }) => ({ start, end })) };
}

function runLength(words: readonly Word[], belongs: (word: Word) => boolean): number {
  const end = words.findIndex((word) => !belongs(word));
  return end < 0 ? words.length : end;
}

function merged(run: readonly Word[], text: string): Word {
  const { words: _words, ...span } = spanOf(run);
  return { ...span, text };
}

const closing = (run: readonly Word[]): string => /[.,;:?!]*$/.exec(run.at(-1)?.text ?? '')?.[0] ?? '';
