import { type AnyEntry, ENTRIES } from '@aai-connectors/core';
import { exampleScenario } from '@aai-connectors/testkit/scenarios';
import type { Account } from '../flow.ts';
import { RECORDING } from '../marks.ts';

/** Every operation with answers to its form. A file is a mark. */
export const examples = (account: Account): readonly { readonly entry: AnyEntry; readonly answers: Answers }[] =>
  ENTRIES.map((entry) => ({
    entry,
    answers: entry.id === 'upload_file' ? { file: RECORDING } : exampleScenario(entry, account).answers,
  }));

type Answers = Readonly<Record<string, unknown>>;
