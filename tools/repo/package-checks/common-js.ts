import ts from 'typescript';

/**
 * An ES module as the CommonJS module that a reader would write instead: `import … = require(…)`, and its statements in a
 * function, because CommonJS has no `await` outside of one. The statements keep their lines.
 */
export function asCommonJs(code: string): string {
  const file = ts.createSourceFile('snippet.mts', code, ts.ScriptTarget.ES2023, true);
  const imports = file.statements.filter(ts.isImportDeclaration);
  let rest = code;
  for (const one of imports.toReversed()) {
    const lines = one.getText().split('\n').length;
    rest = rest.slice(0, one.getStart()) + '\n'.repeat(lines - 1) + rest.slice(one.getEnd());
  }
  const required = imports.map((one, at) => requireOf(one, `module${at}`));
  // On the line of the first import, so that no line moves.
  return `${required.join(' ')} async function main(): Promise<void> {${rest}}\nvoid main();\n`;
}

function requireOf({ importClause, moduleSpecifier }: ts.ImportDeclaration, name: string): string {
  const required = `require(${moduleSpecifier.getText()});`;
  if (importClause === undefined) return required;
  const { name: whole, namedBindings } = importClause;
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) {
    return `import ${namedBindings.name.text} = ${required}`;
  }
  const aliases = (namedBindings?.elements ?? []).map(
    (one) => `import ${one.name.text} = ${name}.${(one.propertyName ?? one.name).text};`,
  );
  if (whole !== undefined) aliases.push(`import ${whole.text} = ${name}.default;`);
  return [`import ${name} = ${required}`, ...aliases].join(' ');
}
