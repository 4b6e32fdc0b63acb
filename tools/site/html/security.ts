import { createHash } from 'node:crypto';

/** Applies the chosen theme before the page is painted. Without storage, the theme of the system applies. */
export const THEME_SCRIPT =
  "try{var t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}";

const hash = createHash('sha256').update(THEME_SCRIPT).digest('base64');

/**
 * What a page may load. All requests go to the page's own server, except for live sessions: to a stand-in on this
 * machine, or to AssemblyAI with a temporary token.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  `script-src 'self' 'sha256-${hash}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:* wss://streaming.assemblyai.com wss://streaming.eu.assemblyai.com",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
