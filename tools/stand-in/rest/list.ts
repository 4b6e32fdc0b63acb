import { type Call, type Handler, ok, Refusal } from '../http.ts';
import { apiTime, presentInList } from '../jobs/present.ts';
import type { TranscriptRecord } from '../jobs/transcripts.ts';
import type { Service } from '../service.ts';
import { integer } from './tokens.ts';

const STATUSES = ['queued', 'processing', 'completed', 'error'];

/** How long the list remembers. Contract: `rest-supplement.md` section 2. */
const LIST_MS = 90 * 24 * 3_600_000;

/** `GET /v2/transcript`: newest first. `prev_url` is the older page. Contract: `rest.md` section 7. */
export const list =
  ({ transcripts, clock, url }: Service): Handler =>
  (call) => {
    const limit = integer(call, 'limit', 1, 200) ?? 10;
    const fits = filterOf(call);
    const recent = (record: TranscriptRecord): boolean => record.createdAt > clock.now() - LIST_MS;
    const newestFirst = transcripts.of(call.key).filter(recent).filter(fits).reverse();
    // The limits may be transcripts that the filter leaves out.
    const rank = new Map(transcripts.of(call.key).map((record, at) => [record.id, at]));
    const before = rankOf(rank, call.query.get('before_id'));
    const after = rankOf(rank, call.query.get('after_id'));

    const between = newestFirst.filter((record) => {
      const at = rank.get(record.id)!;
      return (before === undefined || at < before) && (after === undefined || at > after);
    });
    // Going back to newer ones, the page next to `after_id` is meant, not the newest of all.
    const page = after !== undefined && before === undefined ? between.slice(-limit) : between.slice(0, limit);
    return ok({
      page_details: {
        limit,
        result_count: page.length,
        current_url: pageUrl({}),
        prev_url: neighbour(page.at(-1), -1),
        next_url: neighbour(page[0], 1),
      },
      transcripts: page.map((record) => presentInList(record, url())),
    });

    function neighbour(edge: TranscriptRecord | undefined, direction: 1 | -1): string | null {
      if (edge === undefined) return null;
      const at = newestFirst.indexOf(edge) - direction;
      if (newestFirst[at] === undefined) return null;
      return pageUrl(direction < 0 ? { before_id: edge.id } : { after_id: edge.id });
    }

    function pageUrl(edge: Record<string, string>): string {
      const query = new URLSearchParams(call.query);
      query.set('limit', String(limit));
      if (Object.keys(edge).length > 0) {
        query.delete('before_id');
        query.delete('after_id');
      }
      for (const [name, id] of Object.entries(edge)) query.set(name, id);
      return `${url()}/v2/transcript?${query.toString()}`;
    }
  };

function filterOf({ query }: Call): (record: TranscriptRecord) => boolean {
  const status = query.get('status');
  const day = query.get('created_on');
  const throttled = query.get('throttled_only');
  if (status !== null && !STATUSES.includes(status)) {
    throw new Refusal(400, `status must be one of: ${STATUSES.join(', ')}`);
  }
  if (day !== null && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Refusal(400, 'created_on must be a date, YYYY-MM-DD');
  if (throttled !== null && !/^(true|false)$/.test(throttled))
    throw new Refusal(400, 'throttled_only must be a Boolean');
  return (record) =>
    (day === null || apiTime(record.createdAt).startsWith(day)) &&
    (throttled === 'true' ? record.throttled : status === null || record.status === status);
}

function rankOf(rank: ReadonlyMap<string, number>, id: string | null): number | undefined {
  if (id === null) return undefined;
  const at = rank.get(id);
  if (at === undefined) throw new Refusal(400, 'Transcript lookup error, transcript id not found');
  return at;
}
