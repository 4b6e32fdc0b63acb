import type { Endpoint } from '../catalogue/endpoint.ts';
import { DOCUMENTED, GROUPS } from './documented.ts';
import { modulesOf, WAIT } from './modules.ts';

/** The page of the app. */
export function makeReadme(requests: readonly Endpoint[], lemur: readonly Endpoint[]): string {
  const modules = modulesOf(requests, lemur);
  const documented = new Set<string>(Object.values(DOCUMENTED).flatMap((group) => Object.values(group) as string[]));
  const seconds = (WAIT.delay * WAIT.limit) / 1000;
  return `# AssemblyAI for Make

A custom app with ${modules.length} modules, among them the ${documented.size} of Make's documented AssemblyAI app. It is written by
\`npx nx export repo\` from the catalogue of the AssemblyAI connectors.

${GROUPS.map((group) => {
  const own = modules.filter((module) => module.group === group);
  return `## ${group}\n\n${own.map(({ label, description }) => `- **${label}**${documented.has(label) ? '' : ' (additional)'}: ${description}`).join('\n')}`;
}).join('\n\n')}

## Install

1. Install the **Make Apps Editor** extension in Visual Studio Code, and open this folder.
2. Open \`makecomapp.json\`, and choose **Create new app** from its context menu. The extension asks for an API token of Make.
3. Deploy the app, add it to a scenario, and create a connection with your AssemblyAI API key and region.

## Wait for transcripts

Transcribe an Audio File returns the finished transcript, and checks for up to ${seconds} seconds, because Make ends a module after
300 seconds. For longer recordings, turn off **Wait until Transcript is Ready**, create a webhook with **Watch for Transcript
Ready Notification**, and copy its URL into **Webhook URL**. In the second scenario, add **Get a Transcript**.

## What was checked

Every block is checked against the documented structure. Make's expressions are checked for their parameters. The requests
that the modules describe are sent to the stand-in with an interpreter of these expressions. Nothing was deployed to Make, so these are not
confirmed: that a member with the value \`undefined\` is left out at every level, and that a collection without values is empty.
`;
}
