import { redact } from './redact.ts';
import { redactData } from './redact-data.ts';

/** The same error without `secrets` in its message, its other texts and its causes. */
export function redactError<E>(error: E, secrets: readonly string[]): E {
  let part: unknown = error;
  for (let depth = 0; depth < 5 && part instanceof Error; depth++) {
    const { message, stack } = part;
    part.message = redact(message, secrets);
    if (stack !== undefined) part.stack = redact(stack, secrets);
    for (const [name, value] of Object.entries(part)) {
      if (!(value instanceof Error)) Object.assign(part, { [name]: redactData(value, secrets) });
    }
    part = part.cause;
  }
  return error;
}
