/** From this width on, the side menu is always visible. The same width is in `styles/layout.css`. */
const WIDE = '(min-width: 56.01rem)';

/** Scrolls the side menu, and nothing else, to the page that is open. */
export function showCurrentPage(): void {
  const menu = document.querySelector<HTMLElement>('.side-menu');
  const current = menu?.querySelector<HTMLElement>('[aria-current]');
  if (!menu || !current) return;
  const below = current.getBoundingClientRect().bottom - menu.getBoundingClientRect().bottom;
  if (below > 0) menu.scrollTop += below + menu.clientHeight / 2;
}

/** Opens the side menu on wide screens for browsers in which the styles cannot show it. */
export function openMenuOnWideScreens(): void {
  const menu = document.querySelector<HTMLDetailsElement>('.side-toggle');
  if (menu !== null && matchMedia(WIDE).matches) menu.open = true;
}
