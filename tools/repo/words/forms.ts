/** Rules for the elements of forms that the packages declare: labels, helps, and the helps of operations. */
import type { Kind } from './texts.ts';

export interface FormProblem {
  readonly rule: string;
  readonly write: string;
}

const CATALOGUE = /^packages\/core\/src\/catalogue\//;
const HOSTS = /^packages\/(?:n8n-node|zapier-app|activepieces-piece)\/(?:src|nodes|credentials)\//;
/** Words that title case keeps small. */
const SMALL = /^(?:an?|and|as|at|by|for|from|in|is|of|on|or|per|the|to|with|without)$/;

/** What breaks the form of a label or a help. What a test or a tool declares is not checked. */
export function formProblems(path: string, kind: Kind, text: string): readonly FormProblem[] {
  if (!CATALOGUE.test(path) && !HOSTS.test(path)) return [];
  switch (kind) {
    case 'label':
      return problemsOfLabel(text);
    case 'help':
      return problemsOfHelp(path, text);
    case 'summary':
      return [...problemsOfHelp(path, text), ...problemsOfSummary(text)];
    default:
      return [];
  }
}

function problemsOfLabel(text: string): readonly FormProblem[] {
  const low = text
    .replace(/\([^)]*\)$/, '')
    .split(/\s+/)
    .filter((word, at) => /^[a-z]/.test(word) && word !== 'n8n' && !(at > 0 && SMALL.test(word)));
  return [
    ...(low.length > 0 ? [{ rule: 'label in title case', write: `in title case: ${low.join(', ')}` }] : []),
    ...(/[.,:;!]\s*$/.test(text) ? [{ rule: 'label without punctuation', write: 'no mark at the end' }] : []),
  ];
}

/** n8n's own linter forbids the period after a single sentence, and requires it after more. */
function problemsOfHelp(path: string, text: string): readonly FormProblem[] {
  const ends = /[.?!]["')]*\s*$|<\/\w+>\s*$/.test(text);
  const isSingle = !/[.?!]\s+[A-Z]/.test(text);
  if (path.startsWith('packages/n8n-node/') && isSingle) return [];
  return ends ? [] : [{ rule: 'help ends with a period', write: 'a period at the end' }];
}

const problemsOfSummary = (text: string): readonly FormProblem[] =>
  /^[A-Z][a-z]+s\b/.test(text)
    ? []
    : [{ rule: 'operation starts with a verb', write: 'a verb in the third person first: "Creates", "Finds"' }];
