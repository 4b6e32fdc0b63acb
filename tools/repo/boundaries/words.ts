import { findEntry } from '@aai-connectors/core';
import type { TextFile } from './files.ts';

export interface Slip {
  readonly file: string;
  readonly line: number;
  readonly word: string;
  readonly why: string;
}

/** Also as part of a name, such as `zapierIo`. */
const HOSTS = /n8n|zapier|activepieces|langchain/i;

/** Names of parameters that could not be a word of an adapter's own. */
export const parameterNames = (): readonly string[] =>
  Object.keys(findEntry('transcribe')?.params ?? {}).filter((key) => key.includes('_') && key.length > 8);

/** What in these files names a host in the core, or a parameter in an adapter. */
export function slips(files: readonly TextFile[], parameters: readonly string[]): readonly Slip[] {
  const parameter = new RegExp(`\\b(${parameters.join('|')})\\b`);
  return files.flatMap(({ path, text }) => {
    const isCore = path.startsWith('packages/core/');
    const rule = isCore ? HOSTS : parameter;
    const why = isCore
      ? 'No host is named in the core.'
      : 'No parameter is named in an adapter: the catalogue lacks a word.';
    return text.split('\n').flatMap((line, at) => {
      const word = rule.exec(line)?.[0];
      return word === undefined ? [] : [{ file: path, line: at + 1, word, why }];
    });
  });
}
