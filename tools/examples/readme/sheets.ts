/**
 * Runs the pages for LangChain's site, and writes what their blocks print into them.
 *
 *   npx nx sheets examples
 */
import { startStandIn } from '@aai-connectors/stand-in';
import { pagesOfLangChain, printedBy, writeOutputs } from './pages.ts';

const standIn = await startStandIn();
try {
  for (const page of pagesOfLangChain()) writeOutputs(page, await printedBy(page, standIn));
} finally {
  await standIn.close();
}
