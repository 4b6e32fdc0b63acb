import { createClient, transcriptChoice, type TranscriptListItem } from '@aai-connectors/core/node';
import type { Arguments } from './arguments.ts';
import { resumeCommand } from './failure.ts';
import type { Service } from './service.ts';

/** Prints the transcripts in the account, newest first. @throws AssemblyAIError */
export async function list(
  args: Arguments,
  service: Service,
  { stdout, signal }: { readonly stdout: { write(text: string): unknown }; readonly signal: AbortSignal },
): Promise<void> {
  const { apiKey, region, hosts } = service;
  const client = createClient({ apiKey, region, hosts });
  const items: TranscriptListItem[] = [];
  for await (const item of client.transcripts.listAll({ limit: Math.min(args.limit, 200) }, { signal })) {
    items.push(item);
    if (items.length === args.limit) break;
  }
  if (args.json) {
    for (const item of items) stdout.write(`${JSON.stringify(item)}\n`);
    return;
  }
  if (items.length === 0) {
    stdout.write(`No transcripts at ${service.name}.\n`);
    return;
  }
  for (const item of items) {
    const { created, id, status } = item;
    const name = transcriptChoice(item).label.replace(/ \([^(]*\)$/, '');
    stdout.write(
      `${created.slice(0, 16).replace('T', ' ')}  ${status.padEnd(10)}  ${id}${name === id ? '' : `  ${name}`}\n`,
    );
  }
  if (!args.quiet) stdout.write(`\nTo write the files of a transcript: ${resumeCommand(args, [items[0]!.id])}\n`);
}
