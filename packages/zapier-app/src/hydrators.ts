import type { Bundle, RawHttpResponse, ZObject } from 'zapier-platform-core';
import { guarded } from './errors.ts';
import { clientFor, MOMENT_MS } from './client.ts';
import { resultOf } from './output.ts';
import { BadInputError, filesOf, findEntry, notDeleted, perform } from './core.ts';

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
  return stashText(z, file.text, file.name, file.mime);
});

/** The text file that an operation returns. */
const operationFile = guarded(async (z: ZObject, bundle: Bundle) => {
  const { entry: id, answers, name, mime } = bundle.inputData as Record<string, unknown>;
  const entry = findEntry(String(id))!;
  const result = (await perform(entry, answers, {
    client: clientFor(z, bundle),
    deadlineMs: MOMENT_MS,
  })) as Record<string, unknown>;
  return stashText(z, String(result[entry.file!.text!]), String(name), String(mime));
});

/** The file behind a link that works without a key. */
const linkedFile = guarded((z: ZObject, bundle: Bundle) => {
  const { url, name, mime } = bundle.inputData as Record<string, string>;
  // The host also takes a name and a type for a response, which its types lack.
  const stash: (file: Promise<RawHttpResponse>, size?: number, name?: string, type?: string) => string = z.stashFile;
  return Promise.resolve(stash(z.request({ url: url!, raw: true }), undefined, name, mime));
});

const stashText = (z: ZObject, text: string, name: string, mime: string): Promise<string> =>
  Promise.resolve(z.stashFile(text, Buffer.byteLength(text), name, mime));

/** Functions that the host runs when a later step uses their data. */
export const hydrators = { transcript, transcriptFile, operationFile, linkedFile };
