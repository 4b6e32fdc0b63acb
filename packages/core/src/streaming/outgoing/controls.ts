import type { Mutable } from '../lib/mutable.ts';
/** A control message to the service. Source: contract `streaming.md` section 5. */
export const control = (
  type: 'ForceEndpoint' | 'KeepAlive' | 'Terminate' | 'UpdateConfiguration',
  params?: Readonly<Record<string, unknown>>,
): string => JSON.stringify({ type, ...params });

/** Messages at a position in the audio. They are sent again together with the audio. */
export interface Controls {
  add(text: string, atMs: number): void;
  readonly hasAny: boolean;
  /** Returns the messages up to `ms` that were not sent on this connection, and marks them as sent. */
  due(ms: number): readonly string[];
  /** A new connection sends the audio from `ms` on. */
  rewind(ms: number): void;
  /** Releases sent messages up to `ms`. */
  release(ms: number): void;
}

export function createControls(): Controls {
  let kept: { readonly atMs: number; readonly text: string; sent: boolean }[] = [];
  const controls: Mutable<Controls> = {
    hasAny: false,
    add(text, atMs) {
      kept.push({ text, atMs, sent: false });
      controls.hasAny = true;
    },
    due(ms) {
      const due = kept.filter(({ sent, atMs }) => !sent && atMs <= ms);
      for (const control of due) control.sent = true;
      return due.map(({ text }) => text);
    },
    rewind(ms) {
      for (const control of kept) control.sent &&= control.atMs <= ms;
    },
    release(ms) {
      kept = kept.filter(({ sent, atMs }) => !sent || atMs > ms);
      controls.hasAny = kept.length > 0;
    },
  };
  return controls;
}
