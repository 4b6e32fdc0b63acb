/** A control message to the service. Source: contract `streaming.md` section 5. */
export const control = (
  type: 'ForceEndpoint' | 'KeepAlive' | 'Terminate' | 'UpdateConfiguration',
  params?: Readonly<Record<string, unknown>>,
): string => JSON.stringify({ type, ...params });

/** Messages at a position in the audio. They are sent again together with the audio. */
export interface Controls {
  add(text: string, atMs: number): void;
  /** Returns the messages up to `ms` that were not sent on this connection, and marks them as sent. */
  due(ms: number): readonly string[];
  /** A new connection sends the audio from `ms` on. */
  rewind(ms: number): void;
  /** Releases sent messages up to `ms`. */
  release(ms: number): void;
}

export function createControls(): Controls {
  let kept: { readonly atMs: number; readonly text: string; sent: boolean }[] = [];
  return {
    add: (text, atMs) => void kept.push({ text, atMs, sent: false }),
    due(ms) {
      return kept.flatMap((control) => {
        if (control.sent || control.atMs > ms) return [];
        control.sent = true;
        return control.text;
      });
    },
    rewind(ms) {
      for (const control of kept) control.sent &&= control.atMs <= ms;
    },
    release(ms) {
      kept = kept.filter(({ sent, atMs }) => !sent || atMs > ms);
    },
  };
}
