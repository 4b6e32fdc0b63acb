/** The request that ended a pause. */
export interface Resume {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParams: Readonly<Record<string, string>>;
}

/** What a step waits for. */
export interface Waitpoint {
  readonly id: string;
  readonly stepName: string;
  readonly type: 'WEBHOOK' | 'DELAY';
  /** When the run resumes by itself, in ISO 8601. */
  readonly resumeDateTime?: string;
}

/** What ended a pause. @property payload the request, or `null` if the waitpoint was due */
export interface Wake {
  readonly payload: Resume | null;
}

/**
 * The waitpoints of one run, as a server of version 0.86 treats them:
 *
 * - A step has one waitpoint. Creating another one returns the first, with its old due time.
 * - A run has one timer, which belongs to the newest DELAY waitpoint. It resumes only a paused run.
 * - A DELAY waitpoint has a resume URL too.
 * - The run resumes at its paused step, whichever of its waitpoints was called or is due.
 * - A call while the run is running is kept, and wakes the next step that pauses. So is a call of a waitpoint that was
 *   used, if the run has no other one.
 * - A call between the moment at which the pause is saved and the end of the job is answered and lost. The due time
 *   stays.
 */
export interface Waitpoints {
  create(stepName: string, params: Pick<Waitpoint, 'type' | 'resumeDateTime'>): Waitpoint;
  /** A request to a resume URL. @returns whether the server says that it was recorded */
  call(id: string, payload: Resume): boolean;
  /** Saves the pause of a step. */
  pause(id: string): void;
  /** Resolves when the paused run resumes. */
  untilWoken(): Promise<Wake>;
  /** Continues the run. The waitpoint of the paused step is used up. */
  resume(): void;
  /** Ends the run, which deletes its waitpoints. */
  end(): void;
  /** Runs a run that has ended again, as a person does from the failed step. */
  retry(): void;
  /** The waitpoint of the paused step. */
  paused(): Waitpoint | undefined;
  /** Waitpoints that exist. */
  left(): readonly Waitpoint[];
}

/** Milliseconds from the moment at which a pause is saved to the end of the job. */
export const SAVING_MS = 170;

interface Entry extends Waitpoint {
  /** Set when a call has arrived while the run was running. */
  readonly kept?: Wake;
}

type State = 'running' | 'saving' | 'paused' | 'ended';

/**
 * @param newId returns the ID of the next waitpoint
 * @param lasting how long a delay lasts, in milliseconds, by the time that a step asked for
 */
export function createWaitpoints(newId: () => string, lasting = (askedMs: number): number => askedMs): Waitpoints {
  const entries = new Map<string, Entry>();
  let state: State = 'running';
  let paused: Waitpoint | undefined;
  let wake: Wake | undefined;
  let onWake: (() => void) | undefined;
  let dueTimer: NodeJS.Timeout | undefined;
  let saveTimer: NodeJS.Timeout | undefined;
  /** Starts a delay that was shortened, when the pause is saved. */
  let startDelay: (() => void) | undefined;

  const kept = (): Entry | undefined => [...entries.values()].find((entry) => entry.kept !== undefined);

  function awaken(id: string, by: Wake): void {
    entries.delete(id);
    wake ??= by;
    onWake?.();
  }

  function saved(): void {
    state = 'paused';
    startDelay?.();
    startDelay = undefined;
    const early = kept();
    if (early !== undefined) awaken(early.id, early.kept!);
  }

  function schedule({ id, resumeDateTime }: Waitpoint): void {
    const askedMs = Math.max(0, Date.parse(resumeDateTime!) - Date.now());
    const ms = lasting(askedMs);
    clearTimeout(dueTimer);
    startDelay = undefined;
    const start = (): void => {
      dueTimer = setTimeout(() => {
        if (state === 'paused' && entries.has(id)) awaken(id, { payload: null });
      }, ms);
      dueTimer.unref();
    };
    // A step may take longer than a delay that was shortened, but not longer than the delay that it asked for.
    if (ms < askedMs) startDelay = start;
    else start();
  }

  function forgetPause(): void {
    clearTimeout(saveTimer);
    if (paused !== undefined) entries.delete(paused.id);
    paused = wake = onWake = undefined;
  }

  return {
    create(stepName, params) {
      const known = kept() ?? [...entries.values()].find((entry) => entry.stepName === stepName);
      if (known !== undefined) return known;
      const created = { ...params, id: newId(), stepName };
      entries.set(created.id, created);
      if (created.type === 'DELAY' && created.resumeDateTime !== undefined) schedule(created);
      return created;
    },
    call(id, payload) {
      const entry = entries.get(id);
      switch (state) {
        case 'ended':
          return false;
        case 'saving':
          return entry !== undefined;
        case 'paused':
          if (entry === undefined) return false;
          awaken(id, { payload });
          return true;
        case 'running':
          if (entry !== undefined) entries.set(id, { kept: { payload }, ...entry });
          else if (entries.size === 0) {
            entries.set(id, { id, stepName: '', type: 'WEBHOOK', kept: { payload } });
          }
          return true;
      }
    },
    pause(id) {
      paused = entries.get(id) ?? { id, stepName: '', type: 'WEBHOOK' };
      state = 'saving';
      saveTimer = setTimeout(saved, SAVING_MS);
      saveTimer.unref();
    },
    untilWoken: () =>
      new Promise((resolve) => {
        onWake = () => resolve(wake!);
        if (wake !== undefined) onWake();
      }),
    resume() {
      forgetPause();
      state = 'running';
    },
    end() {
      forgetPause();
      clearTimeout(dueTimer);
      entries.clear();
      state = 'ended';
    },
    retry() {
      state = 'running';
    },
    paused: () => paused,
    left: () => [...entries.values()],
  };
}
