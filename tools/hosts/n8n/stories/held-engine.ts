import type { Engine } from '@aai-connectors/stand-in';

/** An engine whose jobs do not end before they are released. */
export interface HeldEngine extends Engine {
  /** Ends the jobs one after the other, at the pace at which they were submitted. */
  release(): void;
}

/** Holds the jobs that call a webhook, so that a slow machine has time to suspend all executions. */
export function heldEngine(engine: Engine): HeldEngine {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => void (release = resolve));
  let first: number | undefined;
  return {
    ...engine,
    async transcribe(audio) {
      if (audio.params.webhook_url !== undefined) {
        const now = performance.now();
        first ??= now;
        await released;
        const sinceFirstMs = now - first;
        await new Promise((resolve) => setTimeout(resolve, sinceFirstMs));
      }
      return engine.transcribe(audio);
    },
    release: () => release(),
  };
}
