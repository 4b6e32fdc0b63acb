export { N8N_VERSION } from '../real/install.ts';
export type { Workflow } from '../real/commands.ts';
export { openStage, type Stage } from '../stories/stage.ts';
export { assemblyAi, chain, hook, trigger } from '../stories/workflows.ts';
export { type BrowserPage, openBrowser } from './browser.ts';
export { marked, openEditor, settle, showWhole, SIZE } from './editor.ts';
