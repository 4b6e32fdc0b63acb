import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

/** Bytes of a request are a `Blob`, which `fetch` sends unchanged. */
const blob = ts.factory.createTypeReferenceNode('Blob');

/** The types of a client of a document, as openapi-typescript writes them for openapi-fetch. */
export async function clientTypes(document: object): Promise<string> {
  const nodes = await openapiTS(document as OpenAPI3, {
    transform: ({ format }) => (format === 'binary' ? blob : undefined),
    // A default is the service's. The client need not send it.
    defaultNonNullable: false,
    alphabetize: false,
    silent: true,
  });
  return astToString(nodes);
}
