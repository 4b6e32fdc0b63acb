/** Finds what people read in a file: comments, texts and declared names in code; sentences in documents and data. */
import { basename } from 'node:path';
import ts from 'typescript';
import type { TextFile } from '../boundaries/files.ts';

/** All but `name` are prose. `label` and `help` are elements of a form, `summary` is the help of an operation. */
export type Kind = 'prose' | 'name' | 'label' | 'help' | 'summary';

export interface Text {
  readonly kind: Kind;
  /** Offset in the file. */
  readonly start: number;
  /** As long as its source, so that an offset in it is an offset in the file. Code in it is blank. */
  readonly text: string;
}

const COMMENTS = /\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*(?:\n[ \t]*(?=\/\/))?)+/g;
/** Code within a sentence, links' targets, and what a tag refers to. */
const CODE_IN_PROSE = /`[^`\n]*`|\{@link [^}]*\}|\]\([^)\s]*\)|https?:\/\/\S+|<!--|-->/g;
const FENCE = /^([ \t]*)(`{3,})[^\n]*\n[\s\S]*?^\1\2[ \t]*$/gm;
const JSON_STRING = /"((?:[^"\\\n]|\\.)*)"/g;

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');
const withoutCode = (text: string): string => text.replaceAll(CODE_IN_PROSE, blank);

/** What people read in this file; nothing for a kind of file that the word test does not read. */
export function textsOf(file: TextFile): readonly Text[] {
  const names = wordsOf(file.path);
  switch (/\.(\w+)$/.exec(file.path)?.[1]) {
    case 'ts':
    case 'tsx':
    case 'mts':
    case 'mjs':
    case 'cjs':
      return [...names, ...textsOfCode(file)];
    case 'md':
      return [...names, { kind: 'prose', start: 0, text: withoutCode(file.text.replaceAll(FENCE, commentsOfFence)) }];
    case 'yml':
    case 'yaml':
      return [...names, { kind: 'prose', start: 0, text: withoutCode(file.text) }];
    case 'json':
      return [...names, ...[...file.text.matchAll(JSON_STRING)].flatMap((found) => textOfJson(found))];
    default:
      return [];
  }
}

/** The name of the file is a name like those inside it. */
const wordsOf = (path: string): readonly Text[] => [
  { kind: 'name', start: 0, text: basename(path).replace(/\.\w+$/, '') },
];

/** Keeps the comments of an example: after `//`, or after `#` and a space. */
const commentsOfFence = (fence: string): string =>
  fence
    .split('\n')
    .map((line, at) => {
      const comment = at === 0 ? undefined : /(?:^|\s)(?:\/\/|# )(.*)$/.exec(line)?.[1];
      return comment === undefined ? blank(line) : ' '.repeat(line.length - comment.length) + comment;
    })
    .join('\n');

const textOfJson = ({ 1: inside = '', index }: RegExpMatchArray): readonly Text[] =>
  isSentence(inside)
    ? [
        {
          kind: 'prose',
          start: index! + 1,
          text: withoutCode(inside.replaceAll(/\\n/g, '.\n').replaceAll(/\\./g, '  ')),
        },
      ]
    : [];

/** A text without a space is a key or a value of the API, unless it starts like a label. */
const isSentence = (text: string): boolean => /\S\s+\S/.test(text) || /^[A-Z][a-z]+$/.test(text);

function textsOfCode({ path, text }: TextFile): readonly Text[] {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : /\.m?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const literal = textOfLiteral(node, source);
      if (literal !== undefined) found.push(literal);
    }
    if (ts.isJsxText(node) && isSentence(node.text.trim()))
      found.push({ kind: 'prose', start: node.getFullStart(), text: withoutCode(node.getFullText(source)) });
    const name = nameOf(node);
    if (name !== undefined) found.push({ kind: 'name', start: name.getStart(source), text: name.text });
    const children = node.getChildren(source);
    if (children.length === 0) found.push(...commentsBefore(node, source));
    for (const child of children) visit(child);
  };
  visit(source);
  return found;
}

function commentsBefore(token: ts.Node, source: ts.SourceFile): readonly Text[] {
  const start = token.getFullStart();
  const trivia = source.text.slice(start, token.getStart(source));
  return [...trivia.matchAll(COMMENTS)].map(({ 0: comment, index }) => ({
    kind: 'prose',
    start: start + index,
    text: withoutCode(
      comment.replaceAll(/^\/\*+|\*+\/$/g, blank).replaceAll(/^([ \t]*)(?:\*|\/\/)/gm, (marker) => blank(marker)),
    ),
  }));
}

function textOfLiteral(node: ts.StringLiteralLike | ts.TemplateExpression, source: ts.SourceFile): Text | undefined {
  if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return undefined;
  const start = node.getStart(source) + 1;
  let text = source.text.slice(start, node.getEnd() - 1);
  if (ts.isTemplateExpression(node)) {
    for (const { expression } of node.templateSpans) {
      const from = expression.getFullStart() - start - 2;
      const to = source.text.indexOf('}', expression.getEnd()) - start + 1;
      text = text.slice(0, from) + 'X'.repeat(to - from) + text.slice(to);
    }
  }
  if (!isSentence(text)) return undefined;
  return { kind: kindOf(node), start, text: withoutCode(text.replaceAll(/\\[nt]/g, ' \n').replaceAll(/\\./g, '  ')) };
}

const LABELS = new Set(['label', 'displayName']);
const HELPS = new Set(['help', 'helpText', 'description', 'note']);

function kindOf(node: ts.Node): Kind {
  const property = node.parent;
  if (!ts.isPropertyAssignment(property) || property.initializer !== node || !ts.isIdentifier(property.name)) {
    return 'prose';
  }
  const key = property.name.text;
  if (LABELS.has(key)) return 'label';
  if (!HELPS.has(key)) return 'prose';
  const siblings = property.parent.properties.map((one) => one.name?.getText());
  return key === 'help' && siblings.includes('action') ? 'summary' : 'help';
}

/** The name that a declaration introduces, unless it is a key of data. */
function nameOf(node: ts.Node): ts.Identifier | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isBindingElement(node);
  return declares && node.name !== undefined && ts.isIdentifier(node.name) ? node.name : undefined;
}
