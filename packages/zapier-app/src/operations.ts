import { type AnyEntry, type AnyEvent, ENTRIES, EVENTS, isOffered } from './core.ts';

/** What is current in the catalogue and of no use in a Zap. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // No step of a Zap can open a WebSocket with a streaming token.
  'create_streaming_token',
  // Zapier provides two: an API Request action in public apps, and the app API by Zapier.
  'custom_api_call',
]);

/** The operations that the app offers, the most needed first. The Zap editor sorts them by label. */
export const OPERATIONS: readonly AnyEntry[] = ENTRIES.filter((entry) => isOffered(entry) && !LEFT_OUT.has(entry.id));

/** The events that the app polls for. */
export const POLLED: readonly AnyEvent[] = EVENTS.filter(({ delivery }) => delivery === 'polling');
