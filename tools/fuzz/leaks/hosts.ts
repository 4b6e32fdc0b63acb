import '../zapier-memory.ts';
import { exampleInput, findEntry } from '@aai-connectors/core';
import {
  formAnswers,
  loadPiece,
  packPiece,
  startSurroundings,
  untouchedForm,
} from '@aai-connectors/host-activepieces/emulator';
import { parametersFor, startEngine } from '@aai-connectors/host-n8n/emulator';
import { builtApp, startPlatform } from '@aai-connectors/host-zapier/emulator';
import { startStandIn } from '@aai-connectors/stand-in';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, FINE, type Part } from '../part.ts';
import { quietly } from '../quiet.ts';
import { leakIn, shownOf } from './detect.ts';
import { startEchoServer } from './echo-server.ts';
import { anyEcho } from './echoes.ts';
import { anyKey } from './keys.ts';

/** A host that runs an operation with a key, and gives what it shows of it where it fails. */
interface Door {
  /** @default every operation */
  offers?(operation: string): boolean;
  /** What people and the host's own records see, or `undefined` where the operation succeeded. */
  run(operation: string, key: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Operations of each kind: read, write, list, text, model, any. */
const OPERATIONS = [
  'get_transcript',
  'transcribe',
  'list_transcripts',
  'get_subtitles',
  'get_sentences',
  'delete_transcript',
  'llm_chat',
  'lemur_task',
  'create_streaming_token',
  'custom_api_call',
];

/** Final ones, as hosts wait in real time before they try again: also after a 403 that reads as a limit. */
const STATUSES = [400, 401, 401, 402, 404, 405, 409, 422];
const REDIRECTS = [301, 302, 307, 308];

const part = (id: string, label: string, cases: number, openDoor: (url: string) => Promise<Door>): Part => ({
  id: `leaks/${id}`,
  label: `Key leaks: ${label}`,
  cases,
  async open(): Promise<Bench> {
    const server = await startEchoServer();
    const door = await openDoor(server.url);
    return {
      async run(random) {
        const key = anyKey(random);
        const echo = anyEcho(key.key, random, random.chance(0.01) ? REDIRECTS : STATUSES);
        const operation = random.pick(OPERATIONS.filter((id) => door.offers?.(id) ?? true));
        server.answer(echo);
        const shown = await door.run(operation, key.key);
        const leak = leakIn(shownOf(shown), key);
        return leak === undefined ? FINE : { failures: [`${operation}: ${echo.how}: ${leak}`] };
      },
      async close() {
        await door.close();
        await server.close();
      },
    };
  },
});

async function n8nDoor(url: string): Promise<Door> {
  const credential = { apiKey: 'later', region: 'us', baseUrl: url };
  const engine = await startEngine({
    packageFolder: new URL('../../../packages/n8n-node/', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential,
  });
  const { properties } = engine.types['assemblyAi']!.description;
  const offered = properties.filter(({ name }) => name === 'operation').flatMap(({ options = [] }) => options);
  return {
    offers: (operation) => offered.some((option) => 'value' in option && option.value === operation),
    async run(operation, key) {
      credential.apiKey = key;
      const entry = findEntry(operation)!;
      const parameters = parametersFor(engine.types['assemblyAi']!, entry.resource, operation, exampleInput(entry, {}));
      const { error, data } = await engine.run({ type: 'assemblyAi', parameters });
      return error === undefined ? undefined : { error, stored: data.resultData };
    },
    close: () => Promise.resolve(),
  };
}

async function zapierDoor(url: string): Promise<Door> {
  const standIn = await startStandIn();
  const app = await builtApp();
  const platform = await startPlatform(app, { ...standIn, url });
  const print = quietly();
  return {
    offers: (operation) => operation in app.searches || operation in app.creates,
    run(operation, api_key) {
      const kind = operation in app.searches ? 'searches' : 'creates';
      const inputData = { ...exampleInput(findEntry(operation)!, {}) };
      return platform
        .run(`${kind}.${operation}.operation.perform`, { authData: { api_key, region: 'us' }, inputData })
        .then(
          () => undefined,
          (error: unknown) => error,
        );
    },
    async close() {
      await platform.close();
      await standIn.close();
      await print();
    },
  };
}

async function activepiecesDoor(url: string): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-piece-'));
  const piece = loadPiece(packPiece(folder).file, join(folder, 'empty'));
  const connection = { api_key: 'later', region: 'us', base_url: url };
  const host = await startSurroundings(connection);
  return {
    run(operation, key) {
      connection.api_key = key;
      const entry = findEntry(operation)!;
      const action = piece.actions()[operation]!;
      return host.begin(action, { ...untouchedForm(action), ...formAnswers(entry, exampleInput(entry, {})) }).then(
        () => undefined,
        (error: unknown) => error,
      );
    },
    async close() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const hostLeaks: readonly Part[] = [
  part('n8n', 'n8n', 500, n8nDoor),
  part('zapier', 'Zapier', 500, zapierDoor),
  part('activepieces', 'Activepieces', 500, activepiecesDoor),
];
