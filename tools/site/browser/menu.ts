/** From this width on, the side menu is always visible. The same width is in `styles/layout.css`. */
const WIDE = '(min-width: 56.01rem)';

/** Opens the side menu on wide screens for browsers in which the styles cannot show it. */
export function openMenuOnWideScreens(): void {
  const menu = document.querySelector<HTMLDetailsElement>('.side-toggle');
  if (menu !== null && matchMedia(WIDE).matches) menu.open = true;
}
