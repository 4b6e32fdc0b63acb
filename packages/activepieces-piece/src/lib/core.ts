/** The only file that imports the core: it is bundled into the piece. */
export * from '@aai-connectors/core';
export { fetchIo, sleep } from '@aai-connectors/core/web';
