import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { opened } from './streams.ts';
import { type AudioFile, BadInputError } from './core.ts';

/**
 * The file in a binary field of an item: its bytes if n8n keeps it in memory, otherwise a stream that is opened again
 * for each retry.
 *
 * @throws NodeOperationError if the item has no such field
 */
export async function audioIn(host: IExecuteFunctions, itemIndex: number, field: string): Promise<AudioFile> {
  const { id, fileName } = host.helpers.assertBinaryData(itemIndex, field);
  const named = fileName === undefined ? {} : { name: fileName };
  if (id === undefined) return { data: await host.helpers.getBinaryDataBuffer(itemIndex, field), ...named };

  const { fileSize } = await host.helpers.getBinaryMetadata(id);
  return {
    data: async () => opened(await host.helpers.getBinaryStream(id)),
    ...named,
    ...(fileSize > 0 && { size: fileSize }),
  };
}

/**
 * The binary field to transcribe, if the source is automatic: an audio or video file, or any file if there is no link.
 *
 * @throws BadInputError if there is neither a file nor a link, or if several files come into consideration
 */
export function audioFieldOf(binary: IBinaryKeyData = {}, link: unknown, label: string): string | undefined {
  const names = Object.keys(binary);
  const media = names.filter((name) => MEDIA.test(binary[name]!.mimeType));
  const hasLink = typeof link === 'string' && link.trim() !== '';
  const candidates = media.length > 0 || hasLink ? media : names;
  if (candidates.length < 2 || candidates.includes(USUAL))
    return candidates.includes(USUAL) ? USUAL : (candidates[0] ?? missing(hasLink, label));
  throw new BadInputError(`The input item has several files: ${candidates.join(', ')}.`, {
    hint: `Set ${label} Source to Binary File and enter the name of the field.`,
  });
}

const MEDIA = /^(audio|video)\//i;

/** The field that n8n's nodes use unless a person changes it. */
const USUAL = 'data';

function missing(hasLink: boolean, label: string): undefined {
  if (hasLink) return undefined;
  throw new BadInputError(`The input item has no file, and ${label} URL is empty.`, {
    hint: 'Connect a node that returns a file, or enter a URL.',
  });
}
