import { type AnyEntry, ENTRIES, isOffered } from './core.ts';

/**
 * The operations of the node, in the order people need them. Raw requests are left to n8n's HTTP Request node, which
 * accepts this node's credential.
 */
export const OPERATIONS: readonly AnyEntry[] = ENTRIES.filter((entry) => isOffered(entry) && entry.resource !== 'api');

export const findOperation = (id: string): AnyEntry | undefined => OPERATIONS.find((entry) => entry.id === id);
