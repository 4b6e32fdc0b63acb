import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { problemOf } from './errors.ts';
import { clientFor } from './client.ts';
import { transcriptChoice } from './core.ts';

/** Transcripts in one page of the list. */
const PAGE = 50;

/** The transcripts to choose from, newest first, a page at a time. Whatever is typed is looked for on each page. */
export async function searchTranscripts(
  host: ILoadOptionsFunctions,
  filter?: string,
  beforeId?: string,
): Promise<INodeListSearchResult> {
  const client = await clientFor(host);
  const page = await client.transcripts
    .list({ limit: PAGE, ...(beforeId !== undefined && { before_id: beforeId }) })
    .catch((thrown: unknown) => Promise.reject(problemOf(host.getNode(), thrown)));
  const wanted = filter?.trim().toLowerCase() ?? '';
  const results = page.transcripts
    .map(transcriptChoice)
    .map(({ label, value }) => ({ name: label, value }))
    .filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
  const last = page.transcripts.at(-1);
  return {
    results,
    ...(last !== undefined && page.transcripts.length === PAGE && { paginationToken: last.id }),
  };
}
