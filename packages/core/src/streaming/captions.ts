import type { CaptionOptions } from '../formats/captions.ts';
import { captionsOf } from '../formats/captions.ts';
import { speakerName } from '../formats/speakers.ts';
import { srtCue } from '../formats/srt.ts';
import { clock } from '../formats/time.ts';
import { VTT_HEADING, vttCue } from '../formats/vtt.ts';
import type { Transcript } from '../model.ts';
import type { FinalTurn } from './incoming/ledger.ts';

export interface LiveCaptionsOptions extends CaptionOptions {
  /** `text`: one line for each turn, with its time. */
  readonly format: 'vtt' | 'srt' | 'text';
}

/** Captions that grow while people speak. What was written once is never changed. */
export interface LiveCaptions {
  /** What a file starts with. */
  readonly heading: string;
  /** The text to append for a turn that is over; empty where nothing was said. */
  add(turn: FinalTurn): string;
}

/**
 * Writes captions turn by turn, cut like those of a whole transcript, without overlaps.
 *
 * @throws BadInputError for a limit that is not a number from 1.
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
          const settled = { ...caption, start, end: free };
          count++;
          const separator = count === 1 && format === 'srt' ? '' : '\n';
          return separator + (format === 'srt' ? srtCue(settled, count) : vttCue(settled, speakers));
        })
        .join('');
    },
  };
}

/** Who spoke, as far as anybody knows: the service's label, else the channel. */
export const labelOf = ({ speaker, channel }: Pick<FinalTurn, 'speaker' | 'channel'>): string | undefined =>
  speaker ?? (channel === undefined ? undefined : String(channel));

/** A turn as a transcript of its own. */
const transcriptOf = (turn: FinalTurn): Transcript => ({
  id: '',
  status: 'completed',
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
