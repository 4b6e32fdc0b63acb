import { Readable } from 'node:stream';
import { type Bundle, errors, type ZObject } from 'zapier-platform-core';
import { guarded } from './errors.ts';
import { clientFor, MOMENT_MS } from './client.ts';
import { underDeadline } from './deadline.ts';
import { type Advice, openLink } from './link.ts';
import { resultOf } from './output.ts';
import { BadInputError, filesOf, findEntry, isAssemblyAIError, notDeleted, perform } from './core.ts';

/** A whole transcript in the output of a step. @throws BadInputError if it was deleted in the meantime */
const transcript = guarded(async (z: ZObject, bundle: Bundle) => {
  const { id } = bundle.inputData as { readonly id: string };
  return resultOf(findEntry('get_transcript')!, notDeleted(await clientFor(z, bundle).transcripts.get(id)));
});

/** One file of a transcript, created from its current version. */
const transcriptFile = guarded(async (z: ZObject, bundle: Bundle) => {
  const { id, key } = bundle.inputData as { readonly id: string; readonly key: string };
  const transcript = await clientFor(z, bundle).transcripts.get(id);
  const file = filesOf(transcript, [key.split('_')[0]!]).find((one) => one.key === key);
  if (file === undefined)
    throw new BadInputError(
      `Transcript ${id} has no ${key} file. It may have been deleted or transcribed without the needed setting.`,
    );
  return stashed(z, file.text, file.name, file.mime);
});

/** The text file that an operation returns. */
const operationFile = guarded(async (z: ZObject, bundle: Bundle) => {
  const { entry: id, answers, name, mime } = bundle.inputData as Record<string, unknown>;
  const entry = findEntry(String(id))!;
  const result = (await perform(entry, answers, {
    client: clientFor(z, bundle),
    deadlineMs: MOMENT_MS,
  })) as Record<string, unknown>;
  return stashed(z, String(result[entry.file!.text!]), String(name), String(mime));
});

/** The file behind a link that works without a key. */
const linkedFile = guarded(async (z: ZObject, bundle: Bundle) => {
  const { url, name, mime } = bundle.inputData as Record<string, string>;
  const { body } = await openLink(z, url!, FOR_RESULT);
  return stashed(z, Readable.from(body), name!, mime!);
});

const FOR_RESULT: Advice = {
  expired: 'The link has expired. Run the step that returned it again.',
  slow: 'Replay the Zap run in a few minutes.',
};

/** Stores a file at the host, and returns its address. */
async function stashed(z: ZObject, content: string | Readable, name: string, mime: string): Promise<string> {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : undefined;
  try {
    return await Promise.resolve(z.stashFile(content, size, name, mime));
  } catch (thrown) {
    if (isAssemblyAIError(thrown)) throw thrown;
    const isTooBig = thrown instanceof Error && /too (?:big|large)/i.test(thrown.message);
    throw new errors.Error(
      isTooBig
        ? 'The file is too large for Zapier. Choose another format, or download the file from AssemblyAI.'
        : 'Zapier could not store the file. Replay the Zap run in a few minutes.',
      'StoreError',
    );
  }
}

/** Functions that the host runs when a later step uses their data. */
export const hydrators = underDeadline({ transcript, transcriptFile, operationFile, linkedFile });
