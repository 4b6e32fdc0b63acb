import type { IExecuteFunctions } from 'n8n-workflow';
import { opened } from './streams.ts';
import type { AudioFile } from './core.ts';

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
