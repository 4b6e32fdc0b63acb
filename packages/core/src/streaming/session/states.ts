/** State of a session. */
export type SessionState = 'connecting' | 'open' | 'reconnecting' | 'terminating' | 'closed';

/**
 * Events that change the state of a session.
 * - `begun`: the service sent `Begin`.
 * - `lost`: a connection ended or could not be made, and another attempt follows.
 * - `closing`: the caller called `close`.
 * - `done`: the service sent `Termination`, or did not send it in time.
 * - `failed`: a permanent error occurred, no attempts are left, or the caller aborted the session.
 */
export type SessionEvent = 'begun' | 'lost' | 'closing' | 'done' | 'failed';

/**
 * All transitions; other events leave the state unchanged. A session stays `terminating` while it reconnects to send
 * the rest of its audio.
 */
export const TRANSITIONS: Readonly<Record<SessionState, Partial<Readonly<Record<SessionEvent, SessionState>>>>> = {
  connecting: { begun: 'open', lost: 'connecting', closing: 'closed', failed: 'closed' },
  open: { lost: 'reconnecting', closing: 'terminating', done: 'closed', failed: 'closed' },
  reconnecting: { begun: 'open', lost: 'reconnecting', closing: 'terminating', failed: 'closed' },
  terminating: { begun: 'terminating', lost: 'terminating', done: 'closed', failed: 'closed' },
  closed: {},
};

export const next = (state: SessionState, event: SessionEvent): SessionState => TRANSITIONS[state][event] ?? state;

/** The transitions as a Mermaid diagram; a test compares the README with it. */
export function diagram(): string {
  const lines = Object.entries(TRANSITIONS).flatMap(([from, moves]) =>
    Object.entries(moves).map(([event, to]) => `  ${from} --> ${to}: ${event}`),
  );
  return ['stateDiagram-v2', '  [*] --> connecting', ...lines, '  closed --> [*]'].join('\n');
}
