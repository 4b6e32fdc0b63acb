import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Declares what snippets about the client use. */
const CLIENT = `import type { NodeClient } from '@aai-connectors/core/node';
import type { StreamingSession } from '@aai-connectors/core/streaming';
declare const client: NodeClient;
declare const session: StreamingSession;
declare const id: string;
`;

export interface Proof {
  /** What the compiler says of each snippet; empty where it compiles. */
  errors(snippets: readonly string[]): readonly (readonly string[])[];
  /** What an editor shows for the word between the bars of each snippet. */
  hovers(snippets: readonly string[]): readonly string[];
}

/**
 * Asks the language service, with the settings of this workspace, about code that uses the packages.
 *
 * @param head imports and declarations that the snippets need
 */
export function createProof(head = CLIENT): Proof {
  const config = ts.readConfigFile(`${FOLDER}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, FOLDER);
  const file = `${FOLDER}types/snippets-under-test.ts`;
  let text = '';
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, composite: false, incremental: false }),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : '0'),
    getScriptSnapshot(name) {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => FOLDER,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });

  /** Puts each snippet on its own line. Returns the offsets of the lines. */
  function load(snippets: readonly string[]): readonly number[] {
    text = head;
    version++;
    return snippets.map((snippet) => {
      const start = text.length;
      text += `void ${snippet};\n`;
      return start;
    });
  }

  return {
    errors(snippets) {
      const starts = load(snippets);
      const found = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
      const said = found.map(({ start = 0, messageText }) => ({
        start,
        message: ts.flattenDiagnosticMessageText(messageText, ' '),
      }));
      const outside = said.find(({ start }) => start < head.length);
      if (outside !== undefined) throw new Error(`The head of the snippets does not compile: ${outside.message}`);
      return starts.map((from, at) => {
        const to = starts[at + 1] ?? text.length;
        return said.filter(({ start }) => start >= from && start < to).map(({ message }) => message);
      });
    },
    hovers(snippets) {
      const starts = load(snippets.map((snippet) => snippet.replaceAll('|', '')));
      return snippets.map((snippet, at) => {
        const info = service.getQuickInfoAtPosition(file, starts[at]! + 'void '.length + snippet.indexOf('|'));
        if (info === undefined) throw new Error(`An editor shows nothing for ${snippet}`);
        const { displayParts, documentation, tags = [] } = info;
        const parts = [
          ts.displayPartsToString(displayParts),
          ts.displayPartsToString(documentation),
          ...tags.map(({ name, text: about }) => `@${name} ${ts.displayPartsToString(about)}`),
        ];
        return parts.join('\n');
      });
    },
  };
}
