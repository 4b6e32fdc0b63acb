import type { CaptionOptions } from '../formats/captions.ts';
import { captionsOf } from '../formats/captions.ts';
import { speakerName } from '../formats/speakers.ts';
import { srtCue } from '../formats/srt.ts';
import { clock } from '../formats/time.ts';
import { VTT_HEADING, vttCue } from '../formats/vtt.ts';
import type { Transcript } from '../model.ts';
import type { FinalTurn } from './incoming/ledger.ts';

export interface LiveCaptionsOptions extends CaptionOptions {
  /** `text`: a line for each turn, with its time. */
  readonly format: 'vtt' | 'srt' | 'text';
}

/** Captions that are written during a session. Written captions never change. */
export interface LiveCaptions {
  /** The first lines of a caption file. */
  readonly heading: string;
  /** Returns the text to append for a finished turn; empty for a turn without words. */
  add(turn: FinalTurn): string;
}

/**
 * Writes captions turn by turn. Splits them like the captions of a whole transcript, without overlaps.
 *
 * @throws BadInputError for a limit below 1.
 */
export function createLiveCaptions({ format, ...options }: LiveCaptionsOptions): LiveCaptions {
  const speakers = options.speakers ?? (format === 'vtt' ? 'voice' : 'none');
  let count = 0;
  let free = 0;

  function line(turn: FinalTurn): string {
    const name = speakerName(labelOf(turn), { multichannel: turn.channel !== undefined }, options);
    return turn.text === '' ? '' : `[${clock(turn.start)}] ${name === undefined ? '' : `${name}: `}${turn.text}\n`;
  }

  return {
    heading: format === 'vtt' ? VTT_HEADING : '',
    add(turn) {
      if (format === 'text') return line(turn);
      const captions = captionsOf(transcriptOf(turn), {
        ...options,
        speakers: format === 'srt' && speakers === 'voice' ? 'prefix' : speakers,
      });
      return captions
        .map((caption) => {
          const start = Math.max(caption.start, free);
          free = Math.max(caption.end, start + 1);
          const placed = { ...caption, start, end: free };
          count++;
          const separator = count === 1 && format === 'srt' ? '' : '\n';
          return separator + (format === 'srt' ? srtCue(placed, count) : vttCue(placed, speakers));
        })
        .join('');
    },
  };
}

/** The speaker: the service's label, otherwise the channel. */
export const labelOf = ({ speaker, channel }: Pick<FinalTurn, 'speaker' | 'channel'>): string | undefined =>
  speaker ?? (channel === undefined ? undefined : String(channel));

/** The turn as a transcript. */
const transcriptOf = (turn: FinalTurn): Transcript => ({
  id: '',
  status: 'completed',
  text: turn.text,
  audio_url: '',
  multichannel: turn.channel !== undefined,
  utterances: [
    {
      text: turn.text,
      start: turn.start,
      end: turn.end,
      confidence: turn.confidence ?? 0,
      speaker: labelOf(turn) ?? '',
      words: turn.words,
    },
  ],
});
