import { type Identity, OFFICIAL_VERSION, RENAMED_ACTIONS } from './identity.ts';
import type { CoreMode } from './sources.ts';

/** The description of the pull request, in Markdown. This file is not part of the pull request. */
export function pullRequest(identity: Identity, mode: CoreMode): string {
  const { isOfficial, packageName, version, folder } = identity;
  return `# ${isOfficial ? 'feat(assemblyai): pause-safe transcription, triggers and Speech Understanding' : 'feat: add the AssemblyAI Connectors piece'}

${isOfficial ? OFFICIAL_SUMMARY : OWN_SUMMARY}

- Package: \`${packageName}\` ${version} in \`packages/pieces/community/${folder}\`, with its entry in \`tsconfig.base.json\`
- ${CORE_NOTES[mode]}
- Labels: \`feature\`, \`area/third-party-pieces\`

## Scenarios
1. Transcribe a file and a link. The flow pauses, and the step returns the transcript when AssemblyAI calls.
2. Transcribe with **Wait Until Transcript Is Ready** off, then **Wait for Transcript**.
3. Transcribe with SRT, WebVTT and Markdown files. Each is a link in the output.
4. Transcribe as a tool of an agent, and test the step in the builder.
5. **Transcript Ready** starts a flow once for each transcript, **New Transcript** polls.
6. A wrong API key is refused when the connection is saved.

## Migration from ${OFFICIAL_VERSION}
${isOfficial ? OFFICIAL_MIGRATION : OWN_MIGRATION}
`;
}

const OWN_SUMMARY = `Adds AssemblyAI with triggers, files and Speech Understanding, beside the official piece. The name of the package differs, so flows and connections of the official piece do not change.`;

const OFFICIAL_SUMMARY = `Replaces the AssemblyAI piece with a major version. Existing flows keep their ${OFFICIAL_VERSION} until someone updates a step.`;

const CORE_NOTES: Readonly<Record<CoreMode, string>> = {
  vendored:
    'The API client and the catalogue of operations are in `src/core`. The piece has no third-party dependency.',
  dependency:
    'The API client and the catalogue of operations are the package `@aai-connectors/core`, which has no dependency that the piece loads.',
};

const OWN_MIGRATION = `Nothing to migrate: both pieces can be in one flow. To move a step, add the action of this piece, create a connection with the same API key, and copy the inputs.`;

const OFFICIAL_MIGRATION = `- Connections: an existing connection with only an API key keeps working, in the US region. Create a new connection to choose the EU region or a base URL.
- Actions have other names. When you update a step, select the action again:

| ${OFFICIAL_VERSION} | this version |
| --- | --- |
${Object.entries(RENAMED_ACTIONS)
  .map(([from, to]) => `| \`${from}\` | \`${to}\` |`)
  .join('\n')}

- \`transcribe\` and \`custom_api_call\` keep their names. **Transcribe** always fails if the transcript has failed, so \`throw_on_error\` has no successor. Long forms show their settings by topic.
- Inputs named \`id\` are named \`transcript_id\`.`;
