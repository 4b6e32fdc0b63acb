import { type Page, SECTIONS, type SectionId } from '../content/page.ts';

/** The list of pages for language models. @see https://llmstxt.org */
export function llmsText(pages: readonly Page[]): string {
  const home = pages.find(({ path }) => path === 'index');
  const sections = (Object.keys(SECTIONS) as SectionId[]).map((id) => {
    const listed = pages.filter(
      ({ section, isListed, path }) => section === id && isListed !== false && path !== 'index',
    );
    return listed.length === 0
      ? ''
      : `## ${SECTIONS[id]}\n\n${listed.map(({ path, title, description }) => `- [${title}](${path}.md): ${description}`).join('\n')}\n`;
  });
  return [`# AssemblyAI connectors\n\n> ${home?.description ?? ''}\n`, ...sections].filter(Boolean).join('\n');
}
