/** Messages that have their place in the audio, and are said again with it. */
export interface Controls {
  add(text: string, atMs: number): void;
  /** What has its place before `ms` and has not been sent on this connection. */
  due(ms: number): readonly string[];
  /** A new connection sends from `ms` on. */
  rewind(ms: number): void;
  /** Audio before `ms` is never sent again. */
  settle(ms: number): void;
}

export function createControls(): Controls {
  let kept: { readonly atMs: number; readonly text: string; sent: boolean }[] = [];
  return {
    add: (text, atMs) => void kept.push({ text, atMs, sent: false }),
    due(ms) {
      if (kept.length === 0) return NONE;
      const due = kept.filter(({ sent, atMs }) => !sent && atMs <= ms);
      for (const control of due) control.sent = true;
      return due.map(({ text }) => text);
    },
    rewind(ms) {
      for (const control of kept) control.sent &&= control.atMs <= ms;
    },
    settle(ms) {
      if (kept.length > 0) kept = kept.filter(({ sent, atMs }) => !sent || atMs > ms);
    },
  };
}

const NONE: readonly string[] = [];
