import { dirname } from 'node:path';
import ts from 'typescript';

/**
 * Names of what a package exports without documentation: exports, and the properties and methods of the interfaces and
 * classes that it declares.
 *
 * @param project path of its `tsconfig`
 * @param doors paths of its entry points
 */
export function undocumentedIn(project: string, doors: readonly string[]): readonly string[] {
  const folder = dirname(project);
  const { config } = ts.readConfigFile(project, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(doors, { ...options, noEmit: true, composite: false, incremental: false });
  const checker = program.getTypeChecker();
  const isOurs = ({ declarations = [] }: ts.Symbol): boolean =>
    declarations.some((one) => one.getSourceFile().fileName.startsWith(folder));
  const isDocumented = (symbol: ts.Symbol): boolean =>
    symbol.getDocumentationComment(checker).length > 0 || symbol.getJsDocTags(checker).length > 0;
  const isPublic = ({ name, declarations: [first] = [] }: ts.Symbol): boolean =>
    first !== undefined &&
    !name.startsWith('#') &&
    (ts.getCombinedModifierFlags(first) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0;

  const exported = doors.flatMap((door) =>
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(door)!)!)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)),
  );
  const members = (symbol: ts.Symbol): readonly ts.Symbol[] =>
    symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)
      ? checker.getDeclaredTypeOfSymbol(symbol).getProperties()
      : [];
  return exported.filter(isOurs).flatMap((symbol) => [
    ...(isDocumented(symbol) ? [] : [symbol.name]),
    ...members(symbol)
      .filter((member) => isOurs(member) && isPublic(member) && !isDocumented(member))
      .map((member) => `${symbol.name}.${member.name}`),
  ]);
}
