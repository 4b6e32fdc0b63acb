/** The types of the vendor's npm package, as data. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Described } from './descriptions.ts';

const require = createRequire(import.meta.url);
const FOLDER = dirname(require.resolve('assemblyai/package.json'));
const TYPES = join(FOLDER, 'dist/types/index.d.ts');

export const SDK_VERSION = (JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { version: string })
  .version;

/** When the versions that were compared were published. */
export const SDK_DATES: Readonly<Record<string, string>> = { '4.41.5': '2026-09-26' };

const program = ts.createProgram([TYPES], { strict: true, noEmit: true, types: [], skipLibCheck: true });
const checker = program.getTypeChecker();
const exported = new Map(
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(TYPES)!)!)
    .map((symbol) => [symbol.name, symbol] as const),
);

/**
 * The members of a type of the package, with what lies below them.
 *
 * @param rename how the package's names become the API's
 */
export function sdkSpec(name: string, rename = (key: string): string => key): readonly Described[] {
  const symbol = exported.get(name);
  if (symbol === undefined) throw new Error(`The package exports no type ${name}.`);
  const source = `assemblyai ${SDK_VERSION}`;
  return below('', checker.getDeclaredTypeOfSymbol(symbol));

  function below(prefix: string, type: ts.Type): readonly Described[] {
    return membersOf(type).flatMap((member) => {
      const path = `${prefix}${rename(member.name)}`;
      const types = partsOf(checker.getTypeOfSymbol(member));
      const items = types.flatMap((one) => partsOf(checker.getIndexTypeOfType(one, ts.IndexKind.Number)));
      const values = [...types, ...items].flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
      const inner = [
        ...types.filter(isPlainObject).flatMap((one) => below(`${path}.`, one)),
        ...items.filter(isPlainObject).flatMap((one) => below(`${path}[].`, one)),
      ];
      const tags = member.getJsDocTags(checker);
      const fallback = defaultIn(tags);
      return [
        {
          path,
          source,
          isContainer: inner.some((one) => one.path.startsWith(`${path}.`)),
          ...(values.length > 0 && { values }),
          ...(fallback !== undefined && { default: fallback }),
        },
        ...inner,
      ];
    });
  }
}

/** Each member once, also where a union has it several times. */
function membersOf(type: ts.Type): readonly ts.Symbol[] {
  const members = partsOf(type).flatMap((one) => checker.getPropertiesOfType(one));
  return [...new Map(members.map((member) => [member.name, member])).values()];
}

const partsOf = (type: ts.Type | undefined): readonly ts.Type[] =>
  type === undefined ? [] : type.isUnion() ? type.types : [type];

/** Neither a list, nor a function, nor a text with members. */
const isPlainObject = (type: ts.Type): boolean =>
  (type.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayType(type) && type.getCallSignatures().length === 0;

function defaultIn(tags: readonly ts.JSDocTagInfo[]): unknown {
  const text = ts.displayPartsToString(tags.find((tag) => tag.name === 'defaultValue')?.text).trim();
  if (text === '' || /\bnull\b/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** `sample_rate` of `sampleRate`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
