/** What a user of each package writes first. Every program prints one line of JSON, which must be the expected one. */

/** What a program receives, as JSON in its first argument. */
export interface Input {
  /** Address of the service. */
  readonly base: string;
  readonly apiKey: string;
  /** Path of the recording of a sentence with 22 words. */
  readonly recording: string;
}

export interface Program {
  /** Name of the package, or of the archive. */
  readonly name: string;
  /** Kinds of modules in which the package can be used. */
  readonly modules: readonly ('ESM' | 'CommonJS')[];
  /** Names to import or require, by the module they come from. */
  readonly imports: readonly { readonly names: string; readonly from: string }[];
  /** Statements that end in `return` of what to print. */
  readonly body: string;
  readonly expected: unknown;
}

const CLIENT = '{ apiKey: input.apiKey, hosts: { api: input.base, llm: input.base + "/v1", streaming: input.base } }';

export const PROGRAMS: readonly Program[] = [
  {
    name: '@aai-connectors/core',
    modules: ['ESM', 'CommonJS'],
    imports: [
      { names: '{ createClient, isAssemblyAIError, toSrt }', from: '@aai-connectors/core/node' },
      { names: '{ ENTRIES }', from: '@aai-connectors/core' },
      { names: '{ createRestClient }', from: '@aai-connectors/core/rest' },
    ],
    body: `
      const client = createClient(${CLIENT});
      const transcript = await client.transcribe(input.recording, {}, { intervalMs: 20 });
      const missing = await createRestClient(${CLIENT}).transcripts.get('missing').catch((error) => error);
      return {
        words: transcript.words.length,
        captions: toSrt(transcript).startsWith('1\\n00:00:00,'),
        code: isAssemblyAIError(missing) ? missing.code : String(missing),
        catalogue: ENTRIES.length > 20,
      };`,
    expected: { words: 22, captions: true, code: 'not_found', catalogue: true },
  },
  {
    name: '@aai-connectors/langchain',
    modules: ['ESM', 'CommonJS'],
    imports: [
      { names: '{ AssemblyAILoader, createTranscribeTool }', from: '@aai-connectors/langchain' },
      { names: '{ fileStore }', from: '@aai-connectors/langchain/node' },
    ],
    body: `
      const options = { ...${CLIENT}, wait: { intervalMs: 20 } };
      const store = fileStore(input.recording + '.' + process.versions.node + '.' + process.pid + '.jsonl');
      const loader = new AssemblyAILoader({ ...options, source: input.recording, allowLocalFiles: true, unit: 'sentences', store });
      const documents = await loader.load();
      const answer = String(await createTranscribeTool(options).invoke({ url: 'https://assembly.ai/wildfires.mp3' }));
      return { documents: documents.length, start: documents[0].metadata.start_ms >= 0, answer: answer.slice(0, 14) };`,
    expected: { documents: 1, start: true, answer: 'Transcript ID:' },
  },
  {
    name: '@aai-connectors/n8n-nodes-assemblyai',
    modules: ['CommonJS'],
    imports: [
      {
        names: '{ AssemblyAi }',
        from: '@aai-connectors/n8n-nodes-assemblyai/dist/nodes/AssemblyAi/AssemblyAi.node.js',
      },
      {
        names: '{ AssemblyAiApi }',
        from: '@aai-connectors/n8n-nodes-assemblyai/dist/credentials/AssemblyAiApi.credentials.js',
      },
    ],
    body: `return { node: new AssemblyAi().description.name, credential: new AssemblyAiApi().name };`,
    expected: { node: 'assemblyAi', credential: 'assemblyAiApi' },
  },
  {
    name: '@aai-connectors/piece-assemblyai',
    modules: ['CommonJS'],
    imports: [{ names: '{ assemblyAi }', from: '@aai-connectors/piece-assemblyai' }],
    body: `return { actions: Object.keys(assemblyAi.actions()).length > 20, name: assemblyAi.displayName };`,
    expected: { actions: true, name: 'AssemblyAI' },
  },
];

/** A program as the file of a user. */
export function fileOf({ imports, body }: Program, modules: 'ESM' | 'CommonJS'): string {
  const opening = imports.map(({ names, from }) =>
    modules === 'ESM' ? `import ${names} from '${from}';` : `const ${names} = require('${from}');`,
  );
  return [
    ...opening,
    'const input = JSON.parse(process.argv[2]);',
    `async function main() {${body}\n}`,
    'main().then((result) => console.log(JSON.stringify(result)));',
    '',
  ].join('\n');
}

/** A module that browsers and workers load in a bundle. */
export const BUNDLED = `
  import { createClient, isAssemblyAIError, toSrt } from '@aai-connectors/core/web';
  import { AssemblyAILoader } from '@aai-connectors/langchain';
  export async function main(input) {
    const options = ${CLIENT};
    const source = 'https://assembly.ai/wildfires.mp3';
    const transcript = await createClient(options).transcribe(source, {}, { intervalMs: 20 });
    const missing = await createClient(options).transcripts.get('missing').catch((error) => error);
    const load = new AssemblyAILoader({ ...options, source, unit: 'sentences', wait: { intervalMs: 20 } });
    return {
      captions: toSrt(transcript).startsWith('1\\n00:00:00,'),
      code: isAssemblyAIError(missing) ? missing.code : String(missing),
      documents: (await load.load()).length > 10,
    };
  }`;

export const BUNDLED_RESULT = { captions: true, code: 'not_found', documents: true };
