import { clock } from '@aai-connectors/core';

export interface LiveTurn {
  /** ms from the first sample */
  readonly start: number;
  readonly text: string;
}

/** Finished turns, and the words of the turn that is spoken. */
export function TurnList({ turns, partial }: { readonly turns: readonly LiveTurn[]; readonly partial: string }) {
  if (turns.length === 0 && partial === '') return null;
  return (
    <ol class="live-turns" aria-live="polite" aria-label="What was said">
      {turns.map(({ start, text }) => (
        <li key={start}>
          <span class="turn-time">{clock(start)}</span> <span class="live-text">{text}</span>
        </li>
      ))}
      {partial !== '' && (
        <li class="partial" aria-live="off">
          <span class="turn-time">…</span> <span>{partial}</span>
        </li>
      )}
    </ol>
  );
}
