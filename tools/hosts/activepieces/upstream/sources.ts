import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const PIECE = join(ROOT, 'packages/activepieces-piece');
const CORE = join(ROOT, 'packages/core/src');
const CORE_PACKAGE = '@aai-connectors/core';
/** The piece's only import of the core. */
const CORE_DOOR = 'src/lib/core.ts';

/** Whether the core's files are part of the piece, or the piece depends on the core's package. */
export type CoreMode = 'vendored' | 'dependency';

/** Text of each file by its path in the piece's folder. */
export type Tree = ReadonlyMap<string, string>;

/** A name that the piece imports from the core. */
interface Used {
  /** Name in the file that declares it. */
  readonly declared: string;
  readonly name: string;
  readonly isType: boolean;
  readonly file: string;
}

/**
 * The source of the piece as the platform's repository compiles it: imports without file endings, and the core's files
 * that the piece needs beside it. Nothing else in the source is different.
 */
export function sourceTree(mode: CoreMode): Tree {
  const tree = new Map<string, string>();
  const own = filesIn(join(PIECE, 'src'));
  for (const file of own) {
    const text = readFileSync(file, 'utf8');
    tree.set(relative(PIECE, file), file.endsWith('.ts') ? withPlainImports(text) : text);
  }
  if (mode === 'vendored') {
    const used = usedOfCore(own.filter((file) => file.endsWith('.ts')));
    const files = closureOf(used.map(({ file }) => file));
    for (const file of files) {
      tree.set(join('src/core', relative(CORE, file)), withPlainImports(readFileSync(file, 'utf8')));
    }
    tree.set(CORE_DOOR, doorOf(used));
  }
  return tree;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();

/** Removes the ending of relative imports, which the repository's compiler refuses. */
export function withPlainImports(text: string): string {
  const { importedFiles } = ts.preProcessFile(text);
  let plain = text;
  for (const { fileName, pos } of [...importedFiles].reverse()) {
    if (!fileName.startsWith('.') || !fileName.endsWith('.ts')) continue;
    const at = plain.indexOf(fileName, pos);
    plain = plain.slice(0, at) + fileName.slice(0, -'.ts'.length) + plain.slice(at + fileName.length);
  }
  return plain;
}

/** The names that the piece imports from the core, and the files that declare them. */
function usedOfCore(files: readonly string[]): readonly Used[] {
  const program = ts.createProgram([...files], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@aai-connectors/source'],
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  });
  const checker = program.getTypeChecker();
  const door = join(PIECE, CORE_DOOR);
  const used = new Map<string, Used>();
  for (const file of files) {
    for (const statement of program.getSourceFile(file)?.statements ?? []) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      if (resolve(dirname(file), statement.moduleSpecifier.text) !== door) continue;
      const bindings = statement.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings))
        throw new Error(`${file} imports the core as a whole.`);
      for (const { name, propertyName } of bindings.elements) {
        const local = checker.getSymbolAtLocation(name);
        const symbol = local && checker.getAliasedSymbol(local);
        const source = symbol?.declarations?.[0]?.getSourceFile().fileName;
        if (symbol === undefined || source === undefined) throw new Error(`${file}: ${name.text} was not found.`);
        const imported = (propertyName ?? name).text;
        used.set(imported, {
          name: imported,
          declared: symbol.name,
          isType: (symbol.flags & ts.SymbolFlags.Value) === 0,
          file: source,
        });
      }
    }
  }
  return [...used.values()];
}

/** The core's files behind these, without those that only the core's other doors need. */
function closureOf(files: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (!fileName.startsWith('.')) throw new Error(`${file} imports ${fileName}, which the piece cannot have.`);
      open.push(resolve(dirname(file), fileName));
    }
  }
  return [...found].sort();
}

/** The file through which the rest of the piece imports the core. */
function doorOf(used: readonly Used[]): string {
  const byFile = new Map<string, string[]>();
  for (const { file, name, declared, isType } of used) {
    const path = `../core/${relative(CORE, file).replace(/\.ts$/, '')}`;
    const text = `${isType ? 'type ' : ''}${declared === name ? name : `${declared} as ${name}`}`;
    byFile.set(path, [...(byFile.get(path) ?? []), text]);
  }
  const lines = [...byFile]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, names]) => `export { ${names.sort().join(', ')} } from '${path}';`);
  return `/** What the piece uses of the client and the catalogue in \`src/core\`. */\n${lines.join('\n')}\n`;
}

export const CORE_DEPENDENCY = CORE_PACKAGE;
