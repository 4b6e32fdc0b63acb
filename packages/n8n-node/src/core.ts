/** The only file that imports the core: it is bundled into the published node. */
export * from '@aai-connectors/core';
