import { connectionParams } from '@aai-connectors/core';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { INFO } from '../openapi/document.ts';
import { actionsOf } from './definition.ts';
import { DOCUMENTED } from './documented.ts';

/** The page that a connector's folder needs, with the headings that Microsoft asks for. */
export function connectorReadme(all: readonly Endpoint[]): string {
  const actions = actionsOf(all);
  const list = (isDocumented: boolean): string =>
    actions
      .filter(({ endpoint: { id } }) => Object.hasOwn(DOCUMENTED, id) === isDocumented)
      .map(
        ({ summary, endpoint: { help, instead } }) => `- **${summary}**: ${[help, instead].filter(Boolean).join(' ')}`,
      )
      .join('\n');
  return `# ${INFO.title}

${INFO.summary} This connector has ${actions.length} actions.

It is written by \`npx nx export repo\` from the catalogue of the AssemblyAI connectors. It is not the certified AssemblyAI
connector. Import it as a custom connector: in Power Automate or Azure Logic Apps, choose **Custom connectors** > **New custom
connector** > **Import an OpenAPI file**, and select \`apiDefinition.swagger.json\`. With Microsoft's command line, run
\`paconn create --api-def apiDefinition.swagger.json --api-prop apiProperties.json --icon icon.png\`, which also sets the region
and the addresses of the LLM Gateway.

## Publisher: AssemblyAI connectors

## Prerequisites

An AssemblyAI account. LeMUR actions work only for accounts that still have LeMUR.

## Supported Operations

The ids of these actions are those of the certified connector:

${list(true)}

These actions are additional:

${list(false)}

Transcribe Audio has the parameters that the API accepts today. Speech Understanding features, such as translation, run with
the transcription or on a finished transcript. To turn on a feature, set at least one of its options.

## Obtaining Credentials

- **${connectionParams.api_key.label}**: ${connectionParams.api_key.help}
- **${connectionParams.region.label}**: ${connectionParams.region.help}

## Getting Started

The folder \`flows\` contains the two recipes as flow definitions:

- \`webhook-submit.json\` and \`webhook-receive.json\`: one flow submits a recording, and AssemblyAI calls the other when the
  transcript is ready. The trigger **When an HTTP request is received** requires a premium license. Set its parameter
  \`webhook_secret\`, so that other callers cannot start the flow.
- \`polling.json\`: one flow submits a recording and checks the transcript every five seconds.

## Known Issues and Limitations

- **No trigger.** Power Automate registers a webhook with a request that returns an address for deleting it. AssemblyAI takes
  a webhook URL with each transcript and has no such request, so a trigger needs a relay between them. Use the recipes.
- **No waiting action.** Transcribe Audio returns a queued transcript, because a connector must answer within seconds.
- **No audio without a link.** Upload a Media File sends the content of a file and returns a URL for Transcribe Audio.
- **Empty features.** A flow leaves out an object without values. A feature of Speech Understanding that has only optional
  settings, such as Action Items, is off until you set one of them.
- Checked offline: validators of Swagger 2.0, the rules of the format, and the flows against the actions. Nothing has been
  imported into Power Automate.
`;
}
