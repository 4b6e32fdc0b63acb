import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Call, type Handler, ok, Refusal } from '../http.ts';

/** Temporary tokens for streaming sessions. */
export interface TokenDesk {
  issue(lifetimeSeconds: number, maxSessionSeconds: number): string;
  /** Good once. */
  redeem(token: string): { readonly maxSessionSeconds: number } | undefined;
}

export function createTokenDesk(clock: Clock): TokenDesk {
  const tokens = new Map<string, { readonly expiresAt: number; readonly maxSessionSeconds: number }>();
  return {
    issue(lifetimeSeconds, maxSessionSeconds) {
      const token = `stand-in-${randomBytes(24).toString('base64url')}`;
      tokens.set(token, { expiresAt: clock.now() + lifetimeSeconds * 1000, maxSessionSeconds });
      return token;
    },
    redeem(token) {
      const found = tokens.get(token);
      tokens.delete(token);
      return found !== undefined && found.expiresAt >= clock.now() ? found : undefined;
    },
  };
}

const LONGEST_SESSION = 10_800;

/** `GET /v3/token`. Contract: `streaming.md` section 2.1. Its refusals have the shape that live logs show. */
export const createToken =
  (tokens: TokenDesk): Handler =>
  (call) => {
    const lifetime = integer(call, 'expires_in_seconds', 1, 600, refusal);
    if (lifetime === undefined) throw refusal('expires_in_seconds', 'Field required');
    const session = integer(call, 'max_session_duration_seconds', 60, LONGEST_SESSION, refusal);
    return ok({ token: tokens.issue(lifetime, session ?? LONGEST_SESSION), expires_in_seconds: lifetime });
  };

/** 422 with a list of findings, each with the place of the value and a message that does not repeat its name. */
const refusal: RefusalOf = (name, msg) =>
  new Refusal(422, `${name}: ${msg}`, {}, { detail: [{ type: 'value_error', loc: ['query', name], msg }] });

type RefusalOf = (name: string, complaint: string) => Refusal;

/** A whole number in the query; absent is fine, anything else is refused. */
export function integer(
  { query }: Pick<Call, 'query'>,
  name: string,
  min: number,
  max: number,
  refusalOf: RefusalOf = (wrong, complaint) => new Refusal(400, `${wrong} ${complaint}`),
): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (!/^-?\d+$/.test(text)) throw refusalOf(name, 'must be an Integer');
  if (value < min || value > max) throw refusalOf(name, `must be between ${min} and ${max}`);
  return value;
}
