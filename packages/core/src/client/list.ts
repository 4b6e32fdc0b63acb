import { ProtocolError } from '../errors.ts';
import type { TranscriptListItem, TranscriptPage } from '../model.ts';
import { isVendorApi, originOf, urlOf } from '../regions.ts';
import { withList } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { CallOptions, ListQuery } from './types.ts';

const PATH = '/v2/transcript';

/** Maximum characters of a link to an older page. */
const LONGEST_LINK = 8192;

export function listPage(
  transport: Transport,
  query: ListQuery = {},
  options?: CallOptions,
  path = PATH,
): Promise<TranscriptPage> {
  return transport.json<TranscriptPage>(
    { operation: 'transcripts.list', method: 'GET', path, query: { ...query }, repeat: 'freely' },
    options,
    withList('transcripts'),
  );
}

/** Maximum consecutive pages without a transcript. */
const MAX_EMPTY = 10;

/**
 * Every transcript, newest first. Follows the link to the older page.
 *
 * @throws ProtocolError if the link leads to another host, repeats a page, or leads only to empty pages. Contract:
 *   `rest.md` section 7 and C-12, `rest-supplement.md` section 2.
 */
export async function* listAll(
  transport: Transport,
  query: ListQuery = {},
  options?: CallOptions,
): AsyncGenerator<TranscriptListItem, void, undefined> {
  const seen = new Set<string>();
  const isNew = (mark: string): boolean => !seen.has(mark) && seen.add(mark).size > 0;
  let page = await listPage(transport, query, options);
  for (let empty = 0; ;) {
    const { transcripts, page_details } = page;
    empty = transcripts.length === 0 ? empty + 1 : 0;
    if (empty > MAX_EMPTY || !(empty > 0 || isNew(String(transcripts[0]?.id)))) throw loopError();
    yield* transcripts;
    const older = page_details?.prev_url;
    if (typeof older !== 'string' || older === '') return;
    const path = ownPath(transport, older);
    if (!isNew(path)) throw loopError();
    page = await listPage(transport, {}, options, path);
  }
}

const loopError = (): ProtocolError => new ProtocolError('The list of transcripts repeats a page.');

/**
 * The link as a path on the client's host. AssemblyAI's links name the US host in every region, and never a proxy, so
 * only the query of a link to one of AssemblyAI's hosts is used.
 */
function ownPath({ hosts }: Transport, link: string): string {
  const url = link.length < LONGEST_LINK ? urlOf(link, hosts.api) : undefined;
  if (url !== undefined && (url.origin === originOf(hosts.api) || isVendorApi(url.href))) return PATH + url.search;
  throw new ProtocolError(`The list of transcripts links to another host (${link.slice(0, 80)}).`);
}
