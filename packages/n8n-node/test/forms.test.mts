import { describe, expect, it } from 'vitest';
import { AssemblyAiApi } from '../credentials/AssemblyAiApi.credentials.ts';
import { AssemblyAi } from '../nodes/AssemblyAi/AssemblyAi.node.ts';
import { AssemblyAiLiveTrigger } from '../nodes/AssemblyAiLiveTrigger/AssemblyAiLiveTrigger.node.ts';
import { AssemblyAiPollingTrigger } from '../nodes/AssemblyAiPollingTrigger/AssemblyAiPollingTrigger.node.ts';
import { AssemblyAiTrigger } from '../nodes/AssemblyAiTrigger/AssemblyAiTrigger.node.ts';
import { OPERATIONS } from '../src/operations.ts';
import { sheetOf } from './form-sheet.mts';

const { properties } = new AssemblyAi().description;

describe('The form of the node', () => {
  it.each(OPERATIONS.map(({ id }) => id))('for %s matches its sheet', async (id) => {
    const shown = properties.filter(({ displayOptions, name }) => {
      const operations = displayOptions?.show?.['operation'];
      return name !== 'operation' && (operations === undefined || operations.includes(id));
    });
    await expect(sheetOf(shown.map(alone))).toMatchFileSnapshot(`forms/${id}.txt`);
  });

  it('offers the operations of its sheet', async () => {
    const operations = properties.filter(({ name }) => name === 'resource' || name === 'operation');
    const text = operations
      .map(
        ({ displayName, displayOptions, options = [] }) =>
          `${displayName} ${String(displayOptions?.show?.['resource'] ?? '')}\n${options
            .map(
              (option) =>
                `    - ${option.name} = ${'value' in option ? String(option.value) : ''}${'action' in option ? ` (${option.action})` : ''}\n`,
            )
            .join('')}`,
      )
      .join('');
    await expect(text).toMatchFileSnapshot('forms/operations.txt');
  });
});

describe('The other forms', () => {
  it.each([
    ['trigger', new AssemblyAiTrigger().description.properties],
    ['polling-trigger', new AssemblyAiPollingTrigger().description.properties],
    ['live-trigger', new AssemblyAiLiveTrigger().description.properties],
    ['credential', new AssemblyAiApi().properties],
  ])('%s matches its sheet', async (name, form) => {
    await expect(sheetOf(form)).toMatchFileSnapshot(`forms/${name}.txt`);
  });
});

/** Without the condition on the operation: each sheet is about one. */
function alone(property: (typeof properties)[number]): (typeof properties)[number] {
  const { resource: _, operation: __, ...show } = property.displayOptions?.show ?? {};
  return { ...property, displayOptions: { ...property.displayOptions, show } };
}
