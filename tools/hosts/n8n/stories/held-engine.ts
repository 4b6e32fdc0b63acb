import type { Engine } from '@aai-connectors/stand-in';

/** An engine whose jobs do not end before they are released. */
export interface HeldEngine extends Engine {
  /** Ends the held jobs one after the other, at the pace at which they began. Later jobs are not held. */
  release(): void;
}

/** Holds the jobs that call a webhook, so that a slow machine has time to suspend all executions. */
export function heldEngine(engine: Engine): HeldEngine {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => void (open = resolve));
  let isHolding = true;
  let first: number | undefined;
  return {
    ...engine,
    async transcribe(audio) {
      if (isHolding && audio.params.webhook_url !== undefined) {
        const now = performance.now();
        first ??= now;
        await opened;
        const sinceFirstMs = now - first;
        await new Promise((resolve) => setTimeout(resolve, sinceFirstMs));
      }
      return engine.transcribe(audio);
    },
    release() {
      isHolding = false;
      open();
    },
  };
}
