import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { problemOf } from './errors.ts';
import { connect } from './client.ts';
import { redactData, transcriptChoices } from './core.ts';

/** The transcripts to choose from, newest first, one page at a time. The search text filters each page. */
export async function searchTranscripts(
  host: ILoadOptionsFunctions,
  filter?: string,
  after?: string,
): Promise<INodeListSearchResult> {
  const { client, secrets } = await connect(host);
  const { choices, next } = await transcriptChoices(client, after).then(
    (found) => redactData(found, secrets),
    (thrown: unknown) => Promise.reject(problemOf(host.getNode(), thrown, { secrets })),
  );
  const wanted = filter?.trim().toLowerCase() ?? '';
  const results = choices
    .map(({ label, value }) => ({ name: label, value }))
    .filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
  return { results, ...(next !== undefined && { paginationToken: next }) };
}
