import type { Form, HostId } from '../read/form.ts';
import { activepiecesView } from './activepieces.ts';
import { FORM_STYLES } from './styles.ts';
import { zapierView } from './zapier.ts';

export { FORM_STYLES };

/** Hosts whose forms are drawn. Those of n8n are pictures of its real editor. */
export const DRAWN: readonly HostId[] = ['zapier', 'activepieces'];

/**
 * A form as its host shows it before anything is answered, as one HTML element. It needs {@link FORM_STYLES} once on the
 * page, and takes the width of what it stands in.
 *
 * @throws Error for a host whose forms are not drawn
 */
export function formView(form: Form): string {
  if (form.host === 'zapier') return zapierView(form);
  if (form.host === 'activepieces') return activepiecesView(form);
  throw new Error(`Forms of ${form.host} are not drawn.`);
}

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
