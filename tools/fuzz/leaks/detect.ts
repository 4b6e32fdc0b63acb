import { inspect } from 'node:util';
import type { Key } from './keys.ts';

/** Characters of a key in a row that give it away: no text has so many by chance. */
const WINDOW = 8;

/** Distance between two of the pieces that are searched: a leak of 11 characters in a row has one of them whole. */
const STEP = 4;

/** Everything that a program may log of a value: its message, hint, members, causes and stack. */
export function shownOf(value: unknown): string {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const queue: unknown[] = [value];
  while (queue.length > 0 && seen.size < 200) {
    const one = queue.shift();
    if (typeof one === 'string') texts.push(one);
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    for (const name of Reflect.ownKeys(one)) {
      // Only what is there: a getter of a host may fail.
      const member: unknown = Object.getOwnPropertyDescriptor(one, name)?.value;
      queue.push(typeof name === 'string' ? name : undefined, member);
    }
  }
  for (const write of [JSON.stringify, String, (one: unknown) => inspect(one, { depth: 6 })]) {
    try {
      texts.push(write(value) ?? '');
    } catch {
      // A circle, or an object without a text; the members have been looked at one by one.
    }
  }
  return texts.join('\n');
}

/** Finds the key in `shown`, in any encoding. Returns its place, or `undefined` if the key is absent. */
export function leakIn(shown: string, { core }: Key): string | undefined {
  for (const text of readingsOf(shown)) {
    for (let at = 0; at + WINDOW <= core.length; at += STEP) {
      const found = text.indexOf(core.slice(at, at + WINDOW));
      if (found >= 0) return JSON.stringify(text.slice(Math.max(0, found - 50), found + 30));
    }
  }
  return undefined;
}

const DECODERS: readonly ((text: string) => string)[] = [
  (text) => text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  (text) =>
    text
      .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      .replace(/\\(["\\/'])/g, '$1'),
  (text) =>
    text
      .replace(/&#x([0-9a-f]{1,4});/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      .replace(/&#(\d{1,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => NAMED[name]!),
  (text) => text.replace(/(\\[nr]|\s)+/g, ''),
];

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The text, and every text that a reader could decode from it in up to two steps. */
function readingsOf(text: string): ReadonlySet<string> {
  const readings = new Set([text]);
  for (let step = 0; step < 2; step++) {
    for (const reading of [...readings]) for (const decode of DECODERS) readings.add(decode(reading));
  }
  return readings;
}
