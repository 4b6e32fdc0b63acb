/** A decorative drawing as part of the page, which screen readers skip. */
const icon = (content: string, className = ''): string =>
  `<svg class="icon${className === '' ? '' : ` ${className}`}" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" aria-hidden="true">${content}</svg>`;

/** Five bars of a waveform. */
export const LOGO = icon('<path d="M3 10v4M7.5 7v10M12 3.5v17M16.5 7v10M21 10v4"/>', 'logo');

export const SEARCH = icon('<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>');

export const SUN = icon(
  '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"/>',
  'sun',
);

export const MOON = icon('<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z"/>', 'moon');

/** The icon of the site, as a file. */
export const ICON_FILE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2545d3"/><path d="M7 14v4M11.5 11v10M16 8v16M20.5 11v10M25 14v4" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>
`;
