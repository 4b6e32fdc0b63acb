/**
 * Every system that AssemblyAI's documentation names, how this repository reaches it, and what proves it.
 *
 * To add a system, or another way to reach one, add a row. `npm run -s systems` runs the proof and prints the result.
 */

/** A file of tests, or some of its tests. */
export interface TestProof {
  /** Folder of the workspace. */
  readonly workspace: string;
  /** Path of the file within the workspace. */
  readonly file: string;
  /** Text in the names of the tests. @default all tests of the file */
  readonly only?: string;
}

/** A program whose exit code is the result. */
export interface CommandProof {
  /** As people type it. */
  readonly command: string;
}

export type Proof = TestProof | CommandProof;

export interface System {
  readonly name: string;
  /** How it is reached, in a few words. */
  readonly reached: string;
  /** Takes less than a minute. */
  readonly proof: Proof;
  /** A longer proof, such as one in the real host. It runs with `--all`. */
  readonly more?: CommandProof;
}

export const SYSTEMS: readonly System[] = [
  {
    name: 'n8n',
    reached: 'community nodes',
    proof: { workspace: 'packages/n8n-node', file: 'test/conformance.test.mts' },
    more: { command: 'npm run -s test:n8n' },
  },
  {
    name: 'n8n, live calls',
    reached: 'AssemblyAI Live Trigger, fed by the call bridge',
    proof: { workspace: 'packages/n8n-node', file: 'test/live/live.test.mts' },
    more: { command: 'npm run -s test:n8n -- --only stories Twilio' },
  },
  {
    name: 'Zapier',
    reached: 'app',
    proof: { workspace: 'packages/zapier-app', file: 'test/conformance.test.ts' },
    more: { command: 'npm run -s zapier:invoke' },
  },
  {
    name: 'Activepieces',
    reached: 'piece',
    proof: { workspace: 'packages/activepieces-piece', file: 'test/conformance.test.ts' },
    more: { command: 'npm run -s test:activepieces' },
  },
  {
    name: 'LangChain.js',
    reached: 'loaders, tools, retriever',
    proof: { workspace: 'packages/langchain-loader', file: 'test/conformance.test.ts' },
    more: { command: 'npm run -s example:agent' },
  },
  {
    name: 'LangChain for Python',
    reached: 'MCP server; the same documents in LangChain.js',
    proof: { workspace: 'tools/exports', file: 'test/from-python.test.ts', only: 'LangChain' },
    more: { command: 'npm run -s mcp:stories' },
  },
  {
    name: 'Haystack',
    reached: 'MCP server; the same documents in LangChain.js',
    proof: { workspace: 'tools/exports', file: 'test/from-python.test.ts', only: 'Haystack' },
    more: { command: 'npm run -s mcp:stories' },
  },
  {
    name: 'Semantic Kernel',
    reached: 'OpenAPI 3.0 file for its importer; MCP server',
    proof: { workspace: 'tools/exports', file: 'test/openapi.test.ts', only: 'Semantic Kernel' },
    more: { command: 'npm run -s mcp:stories' },
  },
  {
    name: 'OpenAPI clients',
    reached: 'OpenAPI 3.1 file',
    proof: { workspace: 'tools/exports', file: 'test/openapi.test.ts', only: 'OpenAPI documents' },
    more: { command: 'npx nx client exports' },
  },
  {
    name: 'MCP hosts',
    reached: 'MCP server',
    proof: { workspace: 'tools/mcp', file: 'test/stories.test.ts' },
    more: { command: 'npm run -s mcp:stories' },
  },
  {
    name: 'Postman',
    reached: 'collection, run by Newman',
    proof: { workspace: 'tools/exports', file: 'test/postman.test.ts' },
    more: { command: 'npx nx postman exports' },
  },
  {
    name: 'Make',
    reached: 'custom app; its requests run with an interpreter of its expressions',
    proof: { workspace: 'tools/exports', file: 'test/make.test.ts' },
  },
  {
    name: 'Power Automate, Azure Logic Apps',
    reached: 'custom connector and two recipes, validated',
    proof: { workspace: 'tools/exports', file: 'test/power-automate.test.ts' },
  },
  {
    name: 'Rivet',
    reached: 'plugin, run in rivet-node',
    proof: { workspace: 'tools/exports', file: 'test/rivet.test.ts' },
    more: { command: 'npx nx rivet exports' },
  },
  {
    name: 'Twilio',
    reached: 'bridge for Media Streams, with an example; recordings in n8n',
    proof: { workspace: 'tools/examples', file: 'test/twilio.test.ts' },
    more: { command: 'npx nx twilio examples' },
  },
  {
    name: 'Zoom',
    reached: 'live meetings by RTMS, and their transcripts; recordings in n8n',
    proof: { workspace: 'tools/examples', file: 'test/zoom-rtms.test.ts' },
    more: { command: 'npx nx zoom-rtms examples' },
  },
  {
    name: 'Amazon Connect',
    reached: 'Lambda function for recordings, with a local S3',
    proof: { workspace: 'tools/examples', file: 'test/amazon-connect.test.ts' },
    more: { command: 'npx nx amazon-connect examples' },
  },
  {
    name: 'Genesys Cloud',
    reached: 'live calls by AudioHook, and their transcripts',
    proof: { workspace: 'tools/examples', file: 'test/genesys-audiohook.test.ts' },
    more: { command: 'npx nx genesys-audiohook examples' },
  },
  {
    name: 'Cloudflare Workers',
    reached: 'Worker with an upload form, in workerd',
    proof: { workspace: 'tools/examples', file: 'test/cloudflare-worker.test.ts' },
  },
  {
    name: 'LiveKit',
    reached: 'speech-to-text plugin, run in LiveKit Agents; the same streaming parameters',
    proof: { workspace: 'tools/examples', file: 'test/livekit.test.ts' },
    more: { command: 'npx nx livekit examples' },
  },
  {
    name: 'Pipecat',
    reached: 'the same streaming parameters, in a table',
    proof: { workspace: 'tools/exports', file: 'test/voice-agents.test.ts', only: 'Pipecat' },
  },
  {
    name: 'Vapi',
    reached: 'the same streaming parameters, in a table',
    proof: { workspace: 'tools/exports', file: 'test/voice-agents.test.ts', only: 'Vapi' },
  },
];
