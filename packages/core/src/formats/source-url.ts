/**
 * Converts a share link of Google Drive, Dropbox or GitHub, which opens a web page that the API cannot transcribe, to a
 * direct link to the file. Returns any other text without surrounding spaces. Never throws.
 *
 * The file must be public. For files above 100 MB, Google Drive returns a web page. Folders have no direct link.
 *
 * Source: `cookbooks.md` C10 (Google Drive) and C11 (GitHub). For Dropbox, we add `dl=1`, which downloads the file.
 */
export function normalizeSourceUrl(source: string | URL): string {
  const text = String(source).trim();
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return text;
  switch (url.hostname.toLowerCase()) {
    case 'drive.google.com':
    case 'docs.google.com':
      return fromGoogleDrive(url) ?? text;
    case 'dropbox.com':
    case 'www.dropbox.com':
      return fromDropbox(url) ?? text;
    case 'github.com':
    case 'www.github.com':
      return fromGitHub(url) ?? text;
    default:
      return text;
  }
}

function fromGoogleDrive(url: URL): string | undefined {
  const inPath = /^\/file\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(url.pathname)?.[1];
  const inQuery = /^\/(?:u\/\d+\/)?(?:open|uc)$/.test(url.pathname) ? url.searchParams.get('id') : null;
  const id = inPath ?? inQuery;
  if (id === null || id === '') return undefined;
  const direct = new URL('https://drive.google.com/uc?export=download');
  direct.searchParams.set('id', id);
  const key = url.searchParams.get('resourcekey');
  if (key !== null) direct.searchParams.set('resourcekey', key);
  return direct.href;
}

function fromDropbox(url: URL): string | undefined {
  if (!/^\/(?:s|scl\/fi)\//.test(url.pathname)) return undefined;
  const direct = new URL(url);
  direct.searchParams.delete('raw');
  direct.searchParams.set('dl', '1');
  return direct.href;
}

function fromGitHub(url: URL): string | undefined {
  const [, owner, repository, view, ...path] = url.pathname.split('/');
  if ((view !== 'blob' && view !== 'raw') || path.length < 2 || path.at(-1) === '') return undefined;
  return `https://raw.githubusercontent.com/${owner}/${repository}/${path.join('/')}`;
}
