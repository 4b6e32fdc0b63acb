/** How the names and terms of this field are written. The rest of the words are in `rules.ts`. */
import type { Rule } from './rules.ts';

export interface Term {
  /** As it is written in the middle of a sentence. */
  readonly term: string;
  readonly meaning: string;
  /** Spellings and synonyms that mean the same, as a pattern that matches by case. */
  readonly not?: string;
}

export const GLOSSARY: readonly Term[] = [
  { term: 'AssemblyAI', meaning: 'the company and its API', not: 'Assembly[ -]A[Ii]|Assemblyai' },
  { term: 'n8n', meaning: 'the host; lower case even at the start of a sentence', not: 'N8[nN]' },
  { term: 'Zapier', meaning: 'the host; what it runs is a Zap', not: 'Zappier|zaps?' },
  { term: 'Activepieces', meaning: 'the host; one word', not: 'Active [Pp]ieces|ActivePieces' },
  { term: 'LangChain.js', meaning: 'the library; LangChain for both of its languages', not: 'Langchain|Lang Chain' },
  { term: 'LeMUR', meaning: 'the older language model API', not: 'Lemur|LEMUR' },
  { term: 'LLM Gateway', meaning: 'the language model API', not: 'LLM gateway|Llm Gateway' },
  { term: 'Speech Understanding', meaning: 'tasks over a finished transcript', not: 'Speech understanding' },
  { term: 'JavaScript', meaning: 'the language', not: 'Javascript|java script' },
  { term: 'TypeScript', meaning: 'the language', not: 'Typescript' },
  { term: 'GitHub', meaning: 'the site', not: 'Github' },
  { term: 'Node.js', meaning: 'the runtime; Node for short', not: 'NodeJS|Node JS|NodeJs' },
  { term: 'WebSocket', meaning: 'the connection of a live session', not: 'Websocket|Web Socket|web socket' },
  { term: 'webhook', meaning: 'the request that reports a finished transcript', not: '[Ww]eb[- ]hook|WebHook' },
  { term: 'API key', meaning: 'what a credential holds', not: 'API-?Key|[Aa]pi key|api-key' },
  { term: 'ID', meaning: 'an identifier, in a sentence or a label', not: '(?:Transcript|Request|Speaker) Id' },
  { term: 'URL', meaning: 'an address, in a sentence or a label', not: '(?:Audio|Webhook|File) Url' },
  { term: 'transcript', meaning: 'the text of a recording, and its record in the API' },
  { term: 'utterance', meaning: 'what one speaker says without a change of speaker' },
  { term: 'turn', meaning: 'what is said in a live session until the end of turn' },
  { term: 'end of turn', meaning: 'the message that closes a turn', not: 'end-of-the-turn|turn end' },
  { term: 'speaker', meaning: 'a person in a recording' },
  { term: 'key terms', meaning: 'words that the model should expect', not: 'keyterms prompts' },
  { term: 'confidence', meaning: '0 to 1, how sure the model is' },
  { term: 'credential', meaning: 'the saved key of n8n; a connection in Zapier and Activepieces' },
  { term: 'connection', meaning: 'the saved key of Zapier and Activepieces' },
  { term: 'step', meaning: 'what a flow or a Zap consists of; a node in n8n' },
  { term: 'run', meaning: 'one pass through a flow or a Zap; an execution in n8n' },
  { term: 'binary data', meaning: 'a file in n8n' },
  { term: 'host', meaning: 'the product that a connector runs in' },
  { term: 'catalogue', meaning: 'the declarations of operations and fields' },
  { term: 'timeout', meaning: 'the end of a wait', not: 'time-out|[Tt]ime out error' },
  { term: 'command line', meaning: 'the program behind npm start', not: 'commandline' },
  {
    term: 'color, behavior, recognize',
    meaning: 'American spelling',
    not: String.raw`(?:[Cc]olour|[Bb]ehaviour|[Ff]avour|[Nn]eighbour)\w*|\w*(?:[Rr]ecogni|[Oo]rgani|[Nn]ormali|[Ss]eriali|[Ii]nitiali|[Ss]ynchroni|[Mm]inimi|[Oo]ptimi|[Aa]uthori|[Ss]ummari|[Cc]apitali)s(?:e|ed|es|er|ers|ing|ation|ations)`,
  },
];

/** One rule for each term that is often written wrong. */
export const SPELLINGS: readonly Rule[] = GLOSSARY.flatMap(({ term, not }) =>
  not === undefined ? [] : [{ name: term, pattern: not, matchCase: true as const, write: term }],
);
