import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@aai-connectors/core/node';
import { recordingPath, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { observe } from '@aai-connectors/testkit/observe';
import { AUDIO, newWorld } from '@aai-connectors/testkit/stage';
import type { Outcome } from './compare.ts';
import type { Account } from './flow.ts';
import { marked } from './marks.ts';
import { shapeOf } from './shape.ts';

/** The service that saved flows run against, with an account that has what they need. */
export interface Service {
  readonly standIn: StandIn;
  account(): Account;
  /** Runs a flow, and reports what it did. A deleted transcript is replaced for the next one. */
  observed(run: () => Promise<unknown>): Promise<Outcome>;
  close(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const standIn = await startStandIn({
    lemur: 'documented',
    timing: { queuedMs: 10, processingMs: 20 },
    seed: [{ audio_url: 'https://example.com/silence.mp3', error: 'Audio has no speech.' }],
  });
  const dialogue = await readFile(recordingPath('dialogue.wav'));
  const client = () => createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  const newAccount = async (): Promise<Account> => {
    const pass = async (): Promise<void> => {
      const { transcripts } = await client().transcripts.list({ limit: 1 });
      await client().resume(transcripts[0]!.id, { intervalMs: 20 });
      // The redacted audio follows the transcript.
      await sleep(50);
    };
    const { transcriptId, lemurRequestId } = await newWorld({ standIn, pass, client, file: dialogue }, dialogue);
    return { transcriptId, audioUrl: AUDIO, lemurRequestId: lemurRequestId!, service: standIn.url };
  };
  let account = await newAccount();
  return {
    standIn,
    account: () => account,
    async observed(run) {
      const { raw, refused, requests } = await observe({ standIn }, run);
      const usedAccount = account;
      if (JSON.stringify(requests).includes('"method":"DELETE"')) account = await newAccount();
      if (refused !== undefined) return { error: refused };
      return { requests: unsigned(marked(requests, usedAccount)), output: shapeOf(raw) };
    },
    close: () => standIn.close(),
  };
}

/** Without the signatures of links, which last for a time. */
const unsigned = (requests: unknown): readonly unknown[] =>
  JSON.parse(
    JSON.stringify(requests).replaceAll(/Signature=[0-9a-f]+&Expires=\d+/g, 'Signature=<signature>'),
  ) as unknown[];
