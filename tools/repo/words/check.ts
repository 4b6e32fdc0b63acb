/** Checks texts against the rules. */
import type { TextFile } from '../boundaries/files.ts';
import { EXEMPTIONS, type Exemption } from './exemptions.ts';
import { formProblems } from './forms.ts';
import { SPELLINGS } from './glossary.ts';
import { NAMES, PROSE, type Rule } from './rules.ts';
import { textsOf } from './texts.ts';

export interface Finding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As the file has it, in one line. */
  readonly word: string;
  readonly rule: string;
  readonly write: string;
}

interface Matcher extends Rule {
  readonly regex: RegExp;
}

const compile = (rules: readonly Rule[]): readonly Matcher[] =>
  rules.map((rule) => ({
    ...rule,
    // A phrase may go over the end of a line.
    regex: new RegExp(
      String.raw`(?<![\w-])(?:${rule.pattern.replaceAll(' ', String.raw`\s+`)})(?![\w]|-\w)`,
      rule.matchCase === true ? 'g' : 'gi',
    ),
  }));

const SENTENCES = compile([...PROSE, ...SPELLINGS]);
const WORDS = compile(NAMES);

/** Every banned word in these files, in their order. Exempt places are left out. */
export function findingsIn(
  files: readonly TextFile[],
  exemptions: readonly Exemption[] = EXEMPTIONS,
): readonly Finding[] {
  return files.flatMap((file) => {
    const exempt = exemptions.filter(({ path }) => file.path === path || file.path.startsWith(`${path}/`));
    const found = textsOf(file).flatMap(({ kind, start, text }) => {
      const at = (index: number): number => file.text.slice(0, start + index).split('\n').length;
      const banned = kind === 'name' ? matches(wordsOf(text), WORDS) : matches(text, SENTENCES);
      const formal = formProblems(file.path, kind, text);
      return [
        ...banned.map(({ index, word, rule }) => ({ line: at(index), word, rule: rule.name, write: rule.write })),
        ...formal.map(({ rule, write }) => ({ line: at(0), word: text.trim(), rule, write })),
      ].map((one) => ({ file: file.path, ...one }));
    });
    return found
      .filter(({ word }) => !exempt.some(({ words }) => words === '*' || words.includes(word.toLowerCase())))
      .toSorted((a, b) => a.line - b.line);
  });
}

interface Match {
  readonly index: number;
  readonly word: string;
  readonly rule: Rule;
}

const matches = (text: string, rules: readonly Matcher[]): readonly Match[] =>
  rules.flatMap((rule) =>
    [...text.matchAll(rule.regex)]
      .filter(({ index }) => rule.when?.test(sentenceAround(text, index)) !== false)
      .map(({ 0: word, index }) => ({ index, word: word.replaceAll(/\s+/g, ' ').trim(), rule })),
  );

function sentenceAround(text: string, index: number): string {
  const before = text
    .slice(0, index)
    .split(/[.!?]\s/)
    .at(-1)!;
  return before + text.slice(index).split(/[.!?](?:\s|$)/, 1)[0]!;
}

/** The words of a name, in camel, snake or kebab case. */
const wordsOf = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_.-]/g, ' ');
