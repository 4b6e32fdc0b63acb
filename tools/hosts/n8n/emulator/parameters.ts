import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';

/** The parameters that the editor would store for these answers, by the node's description. */
export function parametersFor(
  node: INodeType,
  resource: string,
  operation: string,
  answers: Readonly<Record<string, unknown>>,
): IDataObject {
  const shown = node.description.properties.filter(({ displayOptions }) => {
    const operations = displayOptions?.show?.['operation'];
    return operations === undefined || (operations as readonly unknown[]).includes(operation);
  });
  const parameters: Record<string, unknown> = { resource, operation };
  for (const [key, answer] of Object.entries(answers)) {
    const property = shown.find(({ name }) => name === key);
    if (property !== undefined) {
      parameters[key] = stored(property, answer);
      if (shown.some(({ name }) => name === `${key}_source`)) parameters[`${key}_source`] = 'url';
      continue;
    }
    const collection = shown.find(
      ({ type, options = [] }) => type === 'collection' && options.some(({ name }) => name === key),
    );
    const option = collection?.options?.find(({ name }) => name === key) as INodeProperties | undefined;
    if (collection === undefined || option === undefined) throw new Error(`The form of ${operation} lacks ${key}.`);
    parameters[collection.name] = { ...(parameters[collection.name] as IDataObject), [key]: stored(option, answer) };
  }
  return parameters as IDataObject;
}

function stored({ type }: INodeProperties, answer: unknown): unknown {
  switch (type) {
    case 'resourceLocator':
      return { __rl: true, mode: 'id', value: answer };
    case 'fixedCollection':
      return { rows: answer };
    case 'json':
      return JSON.stringify(answer);
    default:
      return answer;
  }
}
