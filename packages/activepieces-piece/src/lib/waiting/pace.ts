/** How long a step waits inside the step if the flow cannot pause, in milliseconds. The platform stops steps after ten minutes. */
export const IN_STEP_MS = 8 * 60_000;

const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** The pause that a webhook ends, in milliseconds: at least, and if the length of the audio is unknown. */
const SHORTEST_CALLED_PAUSE_MS = 2 * 60_000;
const CALLED_PAUSE_MS = 3 * 60_000;
const LONGEST_CALLED_PAUSE_MS = 20 * 60_000;

const ofAudio = (audioSeconds: number | undefined, share: number): number => (audioSeconds ?? 0) * 1_000 * share;

/**
 * Milliseconds of the pause that the service's webhook ends. Only this pause has the webhook's URL, so it is longer than
 * transcriptions usually take: two minutes, and a tenth of the audio's length.
 */
export const calledPauseMs = (audioSeconds: number | undefined): number =>
  audioSeconds === undefined
    ? CALLED_PAUSE_MS
    : Math.min(SHORTEST_CALLED_PAUSE_MS + ofAudio(audioSeconds, 1 / 10), LONGEST_CALLED_PAUSE_MS);

/**
 * Milliseconds of a pause before the next check. Pauses get longer with the time since the submission and with the
 * length of the audio, so that a long job needs few of them.
 */
export const pauseMs = (elapsedMs: number, audioSeconds: number | undefined): number =>
  Math.round(Math.min(Math.max(SHORTEST_PAUSE_MS, elapsedMs / 5, ofAudio(audioSeconds, 1 / 30)), LONGEST_PAUSE_MS));
