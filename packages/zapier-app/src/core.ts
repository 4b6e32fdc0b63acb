/** The only file that imports the core, which is bundled into the app. */
export * from '@aai-connectors/core';
export { sleep } from '@aai-connectors/core/web';
