/** Writes the changelogs of a release from its version plans, as sentences. */
import DefaultRenderer from 'nx/release/changelog-renderer';

/** The headings of the default renderer start with an emoji, and its lines end with authors and commits. */
export default class PlainRenderer extends DefaultRenderer.default {
  constructor(config) {
    const changelogRenderOptions = { ...config.changelogRenderOptions, authors: false, commitReferences: false };
    super({ ...config, changelogRenderOptions });
  }

  async render() {
    const text = await super.render();
    return `${text
      .replace(/^### \P{L}*(\p{L})/gmu, '### $1')
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`;
  }
}
