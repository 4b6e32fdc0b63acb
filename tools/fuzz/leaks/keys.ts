import type { Random } from '../random.ts';

/** A key, and the part of it by which a leak is recognized. */
export interface Key {
  readonly key: string;
  /** Too random to appear by chance. */
  readonly core: string;
}

/** All characters that a key may have. */
const CHARACTERS = Array.from({ length: 0x7e - 0x21 + 1 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
const USUAL = '0123456789abcdef';

/** What makes a careless replacement, decoder or pattern fail. */
const ODD = [
  '%41',
  '%2F',
  '%',
  '&amp;',
  '&#65;',
  '\\u0041',
  '\\',
  '"',
  "'",
  '<b>',
  '$&',
  '$1',
  '[redacted]',
  '//',
  '+',
  '==',
  '{',
  '}',
  '.*',
  '(?:',
  '?key=',
  '#',
];

export function anyKey(random: Random): Key {
  const core = random.text(random.chance(0.3) ? USUAL : CHARACTERS, random.int(16, 40));
  const around = (): string => Array.from({ length: random.int(0, 2) }, () => random.pick(ODD)).join('');
  return { key: `${around()}${core}${around()}`, core };
}
