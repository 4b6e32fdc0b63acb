/** The only file that imports the core, which is bundled into the published node. */
export * from '@aai-connectors/core';
