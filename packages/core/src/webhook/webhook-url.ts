import { BadInputError } from '../errors.ts';

/** Metadata for the query of a webhook URL. Absent values are left out. */
export type WebhookMetadata = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * Adds `metadata` to the query of a URL. AssemblyAI has no field for metadata, but calls the URL unchanged, so the
 * query returns with every delivery. The existing query stays unchanged, because a host may have signed it.
 *
 * @throws BadInputError (`webhook_url`) for an invalid URL, or if the URL already has another value for a name. Source:
 *   contract `webhooks.md` section 4.
 */
export function buildWebhookUrl(base: string | URL, metadata: WebhookMetadata = {}): string {
  const url = webAddress(base);
  const added = new URLSearchParams();
  for (const [name, value] of Object.entries(metadata)) {
    if (value === undefined || value === null) continue;
    const present = url.searchParams.getAll(name);
    if (present.length === 0) added.append(name, String(value));
    else if (present.some((text) => text !== String(value))) {
      throw refuse(`The webhook URL already has another value for "${name}".`);
    }
  }
  const query = [url.search.slice(1), added.toString().replaceAll('+', '%20')].filter((part) => part !== '').join('&');
  url.search = query;
  return url.href;
}

function webAddress(base: string | URL): URL {
  const text = String(base).trim();
  if (!URL.canParse(text)) throw refuse('The webhook URL is not a valid URL. It must start with https://.');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw refuse(`The webhook URL must start with https://, not ${url.protocol}`);
  return url;
}

const refuse = (message: string): BadInputError => new BadInputError(message, { field: 'webhook_url' });
