import type { Form, HostId } from '../read/form.ts';
import { activepiecesView } from './activepieces.ts';
import { langchainView } from './langchain.ts';
import { n8nView } from './n8n.ts';
import { FORM_STYLES } from './styles.ts';
import { zapierView } from './zapier.ts';

export { FORM_STYLES };

const VIEWS: Readonly<Record<HostId, (form: Form) => string>> = {
  n8n: n8nView,
  zapier: zapierView,
  activepieces: activepiecesView,
  langchain: langchainView,
};

/**
 * A form as its host shows it before anything is answered, as one HTML element; of a LangChain.js tool, all arguments.
 * It needs {@link FORM_STYLES} once on the page, and takes the width of what it stands in.
 */
export const formView = (form: Form): string => VIEWS[form.host](form);

/** A whole page with one form. */
export const formPage = (form: Form, { width = 640 }: { readonly width?: number } = {}): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Form</title>
<style>
body { margin: 0; padding: 16px; width: ${width}px; background: #f3f3f3; box-sizing: border-box; }
${FORM_STYLES}
</style>
</head>
<body>
${formView(form)}
</body>
</html>
`;
