/** Where a session is. */
export type SessionState = 'connecting' | 'open' | 'reconnecting' | 'terminating' | 'closed';

/**
 * What moves a session on.
 * - `begun`: the service said `Begin`.
 * - `lost`: a connection ended, or did not come about, in a way that is worth another try.
 * - `closing`: the caller asked for the end.
 * - `done`: the service said `Termination`, or the bound for it passed.
 * - `failed`: a reason that no other try can mend, or the tries are used up, or the caller's signal fired.
 */
export type SessionEvent = 'begun' | 'lost' | 'closing' | 'done' | 'failed';

/**
 * Every move there is; an event that is not listed leaves the state as it is. `terminating` keeps its name while it
 * reconnects: audio that nobody has heard yet is still to be delivered.
 */
export const TRANSITIONS: Readonly<Record<SessionState, Partial<Readonly<Record<SessionEvent, SessionState>>>>> = {
  connecting: { begun: 'open', lost: 'connecting', closing: 'closed', failed: 'closed' },
  open: { lost: 'reconnecting', closing: 'terminating', done: 'closed', failed: 'closed' },
  reconnecting: { begun: 'open', lost: 'reconnecting', closing: 'terminating', failed: 'closed' },
  terminating: { begun: 'terminating', lost: 'terminating', done: 'closed', failed: 'closed' },
  closed: {},
};

export const next = (state: SessionState, event: SessionEvent): SessionState => TRANSITIONS[state][event] ?? state;

/** The table as a Mermaid diagram, for documentation that cannot go stale. */
export function diagram(): string {
  const lines = Object.entries(TRANSITIONS).flatMap(([from, moves]) =>
    Object.entries(moves).map(([event, to]) => `  ${from} --> ${to}: ${event}`),
  );
  return ['stateDiagram-v2', '  [*] --> connecting', ...lines, '  closed --> [*]'].join('\n');
}
