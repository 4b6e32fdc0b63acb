import { type CodeEdition, endingOf } from './endings.ts';
import type { SessionMishap } from './faults.ts';

/** How the service answers a WebSocket handshake. */
export type HandshakeAnswer =
  | { readonly kind: 'none' }
  /** The connection breaks instead. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'refuse'; readonly status: number }
  /** After `delayMs`. With `close`, the session is closed before it begins. */
  | {
      readonly kind: 'accept';
      readonly delayMs: number;
      readonly close: { readonly code: number; readonly reason: string } | undefined;
    };

/** The answer that faults at the moment `connect` cause. */
export function handshakeAnswer(mishaps: readonly SessionMishap[], edition: CodeEdition): HandshakeAnswer {
  if (mishaps.some((mishap) => mishap === 'hang' || mishap === 'half-open')) return { kind: 'none' };
  if (mishaps.includes('drop')) return { kind: 'drop' };
  const faults = mishaps.filter((mishap) => typeof mishap === 'object');
  const refusal = faults.find((fault) => 'status' in fault);
  if (refusal !== undefined) return { kind: 'refuse', status: refusal.status };
  const delayMs = faults.reduce((sum, fault) => sum + ('slowMs' in fault ? fault.slowMs : 0), 0);
  const close = faults.flatMap((fault) => {
    if ('end' in fault) return endingOf(fault.end, edition);
    if ('close' in fault) return { code: fault.close, reason: fault.reason ?? '' };
    return [];
  })[0];
  return { kind: 'accept', delayMs, close };
}
