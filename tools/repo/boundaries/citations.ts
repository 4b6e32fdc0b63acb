/** Resolves what comments, `source` strings and documents cite: the contract's sections, and files of this repository. */
import { basename } from 'node:path';
import { filesOf, pathsOf, type TextFile } from './files.ts';

export const CONTRACT = 'packages/core/contract';

/** A heading that can be cited: `## 4.2 Formatting` has the id `4.2`, `### C-06 Channel` has `C-06`. */
export interface Section {
  readonly id: string;
  /** The heading's whole text, for messages. */
  readonly title: string;
}

/** The contract's parts by file name, such as `rest.md`, each with its sections in their order. */
export type Contract = ReadonlyMap<string, readonly Section[]>;

export interface Dangling {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly problem: string;
}

export interface Report {
  /** Sections cited, each place counted. */
  readonly citations: number;
  /** Files with at least one citation. */
  readonly files: number;
  readonly dangling: readonly Dangling[];
}

/** Offsets in a text, the end excluded. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface Problem extends Range {
  readonly problem: string;
}

/** What one file says: where citations stand, how many sections they name, and what is wrong. */
interface Reading {
  readonly citations: number;
  readonly cited: readonly Range[];
  readonly problems: readonly Problem[];
}

const ID = String.raw`(?:\d+(?:\.\d+)*|[A-Z]-?\d+)(?!\w)(?!\.\d)`;
/** Space, or the end of a comment's line and the start of the next. */
const GAP = String.raw`(?:[ \t]+|[ \t]*\n[ \t]*(?:\*(?!\/)|\/\/)?[ \t]*)`;
const NEXT = String.raw`(?:,${GAP}|${GAP}and${GAP}|${GAP}to${GAP}|-(?=[A-Z]))`;
/** What follows a part's name: its closing backtick, then one section or more. */
const SECTIONS = new RegExp(String.raw`^\x60?(?:${GAP}sections?)?${GAP}(${ID}(?:${NEXT}${ID})*)`);
const HEADING = /^#{2,4} +(.+)$/gm;
const HEADING_ID = new RegExp(String.raw`^(${ID})\.?(?: |$)`);
/** A document by its file name, with or without a folder. */
const DOCUMENT = /(?<![\w./@*-])(?:[\w.-]+\/)*[\w.*-]*\w\.(?:md|ya?ml|jsonl?)(?![\w-]|\.\w)/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g;
const SOURCE = /\bsource: (?:'([^'\n]*)'|"([^"\n]*)")/g;
/** Says that a document belongs to another repository. */
const ELSEWHERE = /\bAssemblyAI\/[\w.-]+|github\.com\//;
/** Data files have many uses; only these lines cite one. */
const CITES_DATA = /\b(?:source|contract|fixtures?)\b/i;

/**
 * The parts of the contract.
 *
 * @throws Error for a part in which two headings have the same id, since a citation of it would be ambiguous.
 */
export function parseContract(files: readonly TextFile[]): Contract {
  const parts = files.filter(({ path }) => basename(path) !== 'README.md');
  return new Map(parts.map((part) => [basename(part.path), sectionsOf(part)]));
}

function sectionsOf({ path, text }: TextFile): readonly Section[] {
  const sections = [...text.matchAll(HEADING)].flatMap(([, title = '']) => {
    const id = HEADING_ID.exec(title)?.[1];
    return id === undefined ? [] : [{ id, title }];
  });
  const ids = sections.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`${path} has two sections ${twice}.`);
  return sections;
}

/**
 * Checks every citation in these files.
 *
 * @param known paths of the repository's documents and data, to distinguish them from those of other repositories.
 */
export function checkCitations(files: readonly TextFile[], contract: Contract, known: readonly string[]): Report {
  const readings = files.map((file) => ({ file, reading: read(file, contract, known) }));
  return {
    citations: readings.reduce((sum, { reading }) => sum + reading.citations, 0),
    files: readings.filter(({ reading }) => reading.citations > 0).length,
    dangling: readings.flatMap(({ file: { path, text }, reading }) =>
      reading.problems.map(({ start, problem }) => ({ file: path, line: lineNumber(text, start), problem })),
    ),
  };
}

function read(file: TextFile, contract: Contract, known: readonly string[]): Reading {
  const { path, text } = file;
  const isProse = path.endsWith('.md');
  const prose = isProse ? [{ start: 0, end: text.length }] : rangesOf(text, COMMENT);
  const sources = path.startsWith('packages/core/src/') ? sourcesOf(text) : [];
  const named = readDocuments(text, { contract, known, prose, sources });
  const labels = isProse ? [] : prose.flatMap((comment) => labelsWithout(text, comment, named));
  return {
    ...named,
    problems: [...named.problems, ...sources.flatMap((source) => malformedSource(text, source, named)), ...labels],
  };
}

interface Places {
  readonly contract: Contract;
  readonly known: readonly string[];
  /** Comments, or all of a document. */
  readonly prose: readonly Range[];
  readonly sources: readonly Range[];
}

/** Every document that the text names: parts of the contract with their sections, and others. */
function readDocuments(text: string, { contract, known, prose, sources }: Places): Reading {
  let citations = 0;
  const cited: Range[] = [];
  const problems: Problem[] = [];
  for (const { 0: name, index: start } of text.matchAll(DOCUMENT)) {
    const end = start + name.length;
    const sections = contract.get(name);
    const line = lineAt(text, start);
    if (sections === undefined) {
      const problem = problemOfOther(name, line, known);
      if (isWithin(start, sources)) {
        problems.push({
          start,
          end,
          problem: `${name} is not a part of the contract: ${[...contract.keys()].join(', ')}.`,
        });
      } else if (problem !== undefined && isWithin(start, prose)) problems.push({ start, end, problem });
      continue;
    }
    const after = SECTIONS.exec(text.slice(end, end + 400));
    if (after !== null) {
      const ids = idsOf(after[1]!);
      citations += ids.length;
      cited.push({ start, end: end + after[0].length });
      for (const id of ids.filter((one) => !sections.some((section) => section.id === one))) {
        problems.push({ start, end, problem: `${name} has no section ${id}. Nearest: "${nearest(id, sections)}".` });
      }
    } else if (!isLink(text, start, line)) {
      problems.push({ start, end, problem: `Malformed citation: ${name} is named without a section.` });
    }
  }
  return { citations, cited, problems };
}

function problemOfOther(name: string, line: string, known: readonly string[]): string | undefined {
  const isData = /\.jsonl?$/.test(name);
  if ((isData && !CITES_DATA.test(line)) || ELSEWHERE.test(line) || isHere(name, known)) return undefined;
  return `${name} is not in this repository. Cite the contract, or name its repository on the same line.`;
}

/** By its whole path, or by the end of one. */
function isHere(name: string, known: readonly string[]): boolean {
  const bare = name.replace(/^(?:\.{1,2}\/)+/, '');
  return known.some((path) => path === bare || path.endsWith(`/${bare}`));
}

/** The strings of `source` properties, without their quotes. */
const sourcesOf = (text: string): readonly Range[] =>
  [...text.matchAll(SOURCE)].map(({ 0: whole, 1: single, 2: double, index }) => {
    const end = index + whole.length - 1;
    return { start: end - (single ?? double ?? '').length, end };
  });

/** A page of the vendor's documentation, for what is newer than the contract. */
const PAGE = /^https:\/\/www\.assemblyai\.com\/docs\/\S+$/;

/** A `source` holds citations and commas, perhaps after "ours, over"; or a reason after "ours:"; or a {@link PAGE}. */
function malformedSource(text: string, source: Range, { cited, problems }: Reading): readonly Problem[] {
  const value = text.slice(source.start, source.end);
  if (value.startsWith('ours: ') || PAGE.test(value) || problems.some(({ start }) => isWithin(start, [source])))
    return [];
  const inside = cited.filter(({ start }) => isWithin(start, [source]));
  const rest = inside.reduceRight(
    (left, { start, end }) => left.slice(0, start - source.start) + left.slice(end - source.start),
    value,
  );
  if (inside.length > 0 && /^(?:ours, over )?(?:, )*$/.test(rest)) return [];
  return [
    {
      ...source,
      problem: `Malformed source "${value}". Write PART SECTION as in "rest.md 4.2", a page under https://www.assemblyai.com/docs/, or "ours: why".`,
    },
  ];
}

/** Each "Contract:" of a comment that no citation follows. */
function labelsWithout(text: string, { start, end }: Range, { cited, problems }: Reading): readonly Problem[] {
  const follows = (from: number): boolean =>
    [...cited, ...problems].some((range) => range.start > from && range.start < end);
  return rangesOf(text.slice(start, end), /\bContract:/g)
    .map((label) => ({ start: start + label.start, end: start + label.end }))
    .filter((label) => !follows(label.start))
    .map((label) => ({ ...label, problem: 'Malformed citation: "Contract:" without a part and a section.' }));
}

/** The ids that a list such as `4.1, 4.2 and 6 to 8` names. */
function idsOf(list: string): readonly string[] {
  const ids: string[] = [];
  for (const [, joint = '', id = ''] of list.matchAll(new RegExp(`(${NEXT})?(${ID})`, 'g'))) {
    const last = ids.at(-1);
    if (last !== undefined && /^-|to/.test(joint)) ids.push(...between(last, id));
    ids.push(id);
  }
  return ids;
}

/** What lies between `C23` and `C26`, or `4` and `10`; nothing where the two do not count alike. */
function between(first: string, last: string): readonly string[] {
  const counted = /^(\D*)(\d+)$/;
  const [, prefix, from] = counted.exec(first) ?? [];
  const [, samePrefix, to] = counted.exec(last) ?? [];
  if (prefix === undefined || prefix !== samePrefix) return [];
  const steps = Number(to) - Number(from) - 1;
  return Array.from({ length: Math.max(0, steps) }, (_, index) => `${prefix}${Number(from) + 1 + index}`);
}

/** The heading whose id begins most like the missing one, and of those the nearest by its last number. */
function nearest(id: string, sections: readonly Section[]): string {
  const number = (text: string): number => Number(/(\d+)$/.exec(text)?.[1] ?? 0);
  const common = (other: string): number => {
    const differs = [...id].findIndex((letter, index) => other[index] !== letter);
    return differs < 0 ? id.length : differs;
  };
  const away = (other: string): number => Math.abs(number(other) - number(id));
  const [best] = sections.toSorted((a, b) => common(b.id) - common(a.id) || away(a.id) - away(b.id));
  return best?.title ?? 'none';
}

const rangesOf = (text: string, pattern: RegExp): readonly Range[] =>
  [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));

const isWithin = (at: number, ranges: readonly Range[]): boolean =>
  ranges.some(({ start, end }) => at >= start && at < end);

const lineNumber = (text: string, at: number): number => text.slice(0, at).split('\n').length;

const lineAt = (text: string, at: number): string => text.split('\n')[lineNumber(text, at) - 1] ?? '';

/** The text or the target of a Markdown link. */
const isLink = (text: string, at: number, line: string): boolean =>
  /[[(]/.test(text[at - 1] ?? '') && line.includes('](');

/** The contract of the repository in whose root the process runs. */
export const contractFiles = (): readonly TextFile[] => filesOf(`${CONTRACT}/*.md`);

/** Files that cite: source, tests, tools, documents, the contract and its samples. The page and the test that explain citations show wrong ones. */
export const citingFiles = (): readonly TextFile[] =>
  filesOf(
    '*.md',
    'packages/*/*.md',
    'packages/*/{src,test,nodes,credentials}/**/*.{ts,mts,md}',
    'tools/repo/drift/spec/newer.json',
    'tools/**/*.{ts,mts,md}',
    `${CONTRACT}/*.md`,
    `${CONTRACT}/samples/*.ts`,
  ).filter(({ path }) => path !== `${CONTRACT}/README.md` && !/\/citations(?:\.test)?\.ts$/.test(path));

/** Paths of the repository's documents and data. */
export const knownFiles = (): readonly string[] =>
  pathsOf('*.{md,yml,yaml,json}', '{packages,tools,.github}/**/*.{md,yml,yaml,json,jsonl}');
