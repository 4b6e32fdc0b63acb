import { expect, it } from 'vitest';
import { assemblyAi } from '../src/index.ts';
import { actions, settingsIn, type ShownProp, triggers } from './shown.ts';

/** Every word that people see, in the order of the forms. */
async function words(): Promise<readonly string[]> {
  const found = new Set<string>([assemblyAi.description]);
  const add = (text: unknown): void => void (typeof text === 'string' && text !== '' && found.add(text));
  const addProp = (prop: ShownProp): void => {
    add(prop.displayName);
    add(prop.description);
    const { options } = (prop.options ?? {}) as { readonly options?: readonly { readonly label: string }[] };
    for (const { label } of options ?? []) add(label);
    for (const part of Object.values(prop.properties ?? {})) addProp(part);
  };
  const { displayName, description, props } = assemblyAi.auth as unknown as ShownProp & {
    props: Record<string, ShownProp>;
  };
  add(displayName);
  add(description);
  for (const prop of Object.values(props)) addProp(prop);
  for (const part of [...actions, ...triggers]) {
    add(part.displayName);
    add(part.description);
    for (const prop of Object.values(part.props)) {
      addProp(prop);
      for (const setting of Object.values(await settingsIn(part, prop))) addProp(setting);
    }
  }
  return [...found];
}

it('has each word that people see in the file that translations are made from', async () => {
  const identity = Object.fromEntries((await words()).map((word) => [word, word]));
  await expect(`${JSON.stringify(identity, null, 2)}\n`).toMatchFileSnapshot('../src/i18n/translation.json');
});
