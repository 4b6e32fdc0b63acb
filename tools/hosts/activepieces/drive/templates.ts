import { readdirSync, readFileSync } from 'node:fs';
import type { Archive } from '../pack.ts';
import type { FlowFile } from './server.ts';

const FOLDER = new URL('../../../../packages/activepieces-piece/templates/', import.meta.url);

/** What the templates say where the person's own connection belongs. */
const CONNECTION = "{{connections['assemblyai']}}";

/** The flows to import, as a person has set them up: with this connection, and the version that is installed. */
export const templates = ({ version }: Archive, connection: string): readonly (readonly [string, FlowFile])[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = readFileSync(new URL(file, FOLDER), 'utf8')
        .replaceAll(CONNECTION, `{{connections['${connection}']}}`)
        .replaceAll(/"pieceVersion": "[^"]*"/g, `"pieceVersion": "${version}"`);
      return [file.replace('.json', ''), JSON.parse(text) as FlowFile] as const;
    });
