import type MiniSearch from 'minisearch';
import { SEARCH_OPTIONS, type SearchDocument } from '../shared/search.ts';

const MOST_RESULTS = 12;

type Hit = Omit<SearchDocument, 'text'>;

/** Opens the search with its button or a slash. The index is loaded then, so pages that are only read stay small. */
export function connectSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search');
  const input = document.querySelector<HTMLInputElement>('#search-words');
  const results = document.querySelector<HTMLElement>('#search-results');
  const count = document.querySelector<HTMLElement>('#search-count');
  if (dialog === null || input === null || results === null || count === null) return;

  let index: Promise<MiniSearch<SearchDocument>> | undefined;
  const open = (): void => {
    index ??= loadIndex();
    if (!dialog.open) dialog.showModal();
    input.select();
  };
  document.querySelector('#open-search')?.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const isShortcut = event.key === '/' || (event.key === 'k' && (event.metaKey || event.ctrlKey));
    if (!isShortcut || dialog.open || isTyping(event.target)) return;
    event.preventDefault();
    open();
  });

  input.addEventListener('input', async () => {
    const words = input.value.trim();
    const hits = words === '' ? [] : await findPages(index ?? loadIndex(), words);
    // A slower answer to an earlier text must not replace a newer one.
    if (words !== input.value.trim()) return;
    results.replaceChildren(...hits.slice(0, MOST_RESULTS).map(resultOf));
    count.textContent = words === '' ? '' : `${hits.length} ${hits.length === 1 ? 'page' : 'pages'} found`;
  });

  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveFocus(input, results, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      results.querySelector('a')?.click();
    }
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const root = (): string => document.documentElement.dataset['root'] ?? './';

async function loadIndex(): Promise<MiniSearch<SearchDocument>> {
  const [{ default: Search }, json] = await Promise.all([
    import('minisearch'),
    fetch(`${root()}search.json`).then((response) => response.text()),
  ]);
  return Search.loadJSON<SearchDocument>(json, SEARCH_OPTIONS);
}

async function findPages(index: Promise<MiniSearch<SearchDocument>>, words: string): Promise<readonly Hit[]> {
  return (await index).search(words).map(({ path, title, description, place }) => ({
    path: String(path),
    title: String(title),
    description: String(description),
    place: String(place),
  }));
}

function resultOf({ path, title, description, place }: Hit): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `${root()}${path}.html`;
  link.append(part('result-title', title), part('result-place', place), part('result-words', description));
  item.append(link);
  return item;
}

function part(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

/** Moves between the text and the results, as in a list box. */
function moveFocus(input: HTMLElement, results: HTMLElement, step: 1 | -1): void {
  const stops = [input, ...results.querySelectorAll('a')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}
