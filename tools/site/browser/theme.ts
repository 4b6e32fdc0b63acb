type Theme = 'light' | 'dark';

const KEY = 'theme';

/** Switches between light and dark, and remembers the choice in this browser. */
export function connectTheme(): void {
  document.querySelector('#theme')?.addEventListener('click', () => {
    const next: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Without storage, the choice lasts as long as the page.
    }
  });
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
