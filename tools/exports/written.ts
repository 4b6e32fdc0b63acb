import { readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { clientTypes } from './client/generated.ts';
import { endpoints, requests } from './catalogue/endpoints.ts';
import { lemurEndpoints } from './catalogue/lemur.ts';
import { makeApp } from './make/app.ts';
import { makeReadme } from './make/readme.ts';
import { openApi31 } from './openapi/document.ts';
import { openApi30 } from './openapi/semantic-kernel.ts';
import { apiDefinition, apiProperties } from './power-automate/definition.ts';
import { pollingFlow, webhookReceiveFlow, webhookSubmitFlow } from './power-automate/flows.ts';
import { connectorReadme } from './power-automate/readme.ts';
import { postmanCollection, postmanEnvironment } from './postman/collection.ts';
import { answerSchemas } from './schema/generated.ts';

/** Where the files are. */
export const FOLDER = new URL('files/', import.meta.url);

/** Every file by its path below {@link FOLDER}, as text or bytes. */
export async function writtenFiles(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const all = await endpoints();
  const openapi = openApi31(all, answerSchemas());
  const lemur = await lemurEndpoints();
  const documents: Readonly<Record<string, unknown>> = {
    'openapi/assemblyai-openapi-3.1.json': openapi,
    'openapi/assemblyai-openapi-3.0.json': openApi30(openapi),
    'postman/assemblyai.postman_collection.json': await postmanCollection(all),
    'postman/assemblyai-eu.postman_environment.json': postmanEnvironment('eu', all),
    'power-automate/apiDefinition.swagger.json': apiDefinition(all),
    'power-automate/apiProperties.json': apiProperties(all),
    'power-automate/flows/polling.json': pollingFlow,
    'power-automate/flows/webhook-submit.json': webhookSubmitFlow,
    'power-automate/flows/webhook-receive.json': webhookReceiveFlow,
    ...Object.fromEntries(
      Object.entries(makeApp(requests(), lemur)).map(([path, content]) => [`make/${path}`, content]),
    ),
  };
  const texts = await Promise.all(
    Object.entries(documents).map(
      async ([path, value]) => [path, await formatted(JSON.stringify(value), 'json')] as const,
    ),
  );
  return new Map<string, string | Uint8Array>([
    ...texts,
    ['make/README.md', await formatted(makeReadme(requests(), lemur), 'markdown')],
    ['power-automate/icon.png', await readFile(new URL('power-automate/icon.png', import.meta.url))],
    ['power-automate/README.md', await formatted(connectorReadme(all), 'markdown')],
    ['openapi/assemblyai-openapi-3.1.d.ts', await formatted(await clientTypes(openapi), 'typescript')],
  ]);
}

/** As the repository's format check expects it. */
const formatted = (text: string, parser: 'json' | 'typescript' | 'markdown'): Promise<string> =>
  format(text, { parser, printWidth: 120, singleQuote: true, trailingComma: 'all' });
