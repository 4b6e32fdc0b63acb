import { listFaults } from '@aai-connectors/stand-in';
import { docsContent } from './docs/index.ts';
import { factsFrom } from './docs/facts.ts';
import { referencePages } from './docs/reference.ts';
import { formGroups } from './forms/groups.ts';
import { formContent } from './forms/pages.ts';
import { homePage } from './home.ts';
import { type Content, contentOf } from './page.ts';
import { transcribeSample } from './sample.ts';
import { activepiecesFlows } from './templates/activepieces.ts';
import { langchainFlows } from './templates/langchain.ts';
import { n8nFlows } from './templates/n8n.ts';
import { templateContent } from './templates/pages.ts';
import { zapierFlows } from './templates/zapier.ts';
import { tryItContent } from './try-it.ts';

/** Everything that the site shows, read from the catalogue, the built packages and the repository. */
export async function siteContent(): Promise<Content> {
  // The reference takes longest, in separate processes.
  const reference = referencePages();
  const [groups, zaps, sample] = await Promise.all([formGroups(), zapierFlows(), transcribeSample()]);
  const flows = [...n8nFlows(), ...zaps, ...activepiecesFlows(), ...langchainFlows()];
  return contentOf([
    { pages: [homePage({ groups, flows, sample, faults: listFaults().length })], assets: [] },
    tryItContent(sample),
    formContent(groups),
    templateContent(flows),
    docsContent(factsFrom(groups, flows), await reference),
  ]);
}
