/**
 * An interpreter of Make's expressions, for the parts that the app uses: paths, texts, numbers, comparisons, and the
 * functions below. A member whose value is undefined is left out.
 */

type Scope = Readonly<Record<string, unknown>>;
type Member = Readonly<Record<string, unknown>>;

const isMember = (value: unknown): value is Member =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

const FUNCTIONS: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  if: (condition, yes, no) => (condition === undefined || condition === false || condition === '' ? no : yes),
  ifempty: (value, other) => (isNothing(value) ? other : value),
  parseJSON: (text) => JSON.parse(String(text)) as unknown,
  join: (list, separator) => (Array.isArray(list) ? list.join(String(separator)) : undefined),
  toCollection: (list, key, value) =>
    Array.isArray(list)
      ? Object.fromEntries(list.filter(isMember).map((one) => [one[String(key)], one[String(value)]]))
      : undefined,
};

const TOKEN = /\s*(?:'([^']*)'|(\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(==|!=|>|<|[(),]))/y;

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign';
  readonly value: string;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const match = TOKEN.exec(source);
    if (match === null) throw new Error(`This is no expression of Make: ${source}`);
    const [, text, number, name, sign] = match;
    if (text !== undefined) tokens.push({ kind: 'text', value: text });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'sign', value: sign! });
  }
  return tokens;
}

/** The value of an expression without its braces. @throws Error for an unknown function or variable */
export function evaluated(source: string, scope: Scope): unknown {
  const tokens = tokensOf(source);
  let at = 0;
  const next = (): Token => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`The expression ends too early: ${source}`);
    return token;
  };
  const isNext = (value: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.value === value;

  function comparison(): unknown {
    const left = value();
    const sign = tokens[at]?.value;
    if (tokens[at]?.kind !== 'sign' || sign === undefined || !['==', '!=', '>', '<'].includes(sign)) return left;
    at++;
    const right = value();
    if (sign === '==') return left === right;
    if (sign === '!=') return left !== right;
    return sign === '>' ? Number(left) > Number(right) : Number(left) < Number(right);
  }

  function value(): unknown {
    const { kind, value: text } = next();
    if (kind === 'text') return text;
    if (kind === 'number') return Number(text);
    if (kind === 'sign') throw new Error(`"${text}" is not expected here: ${source}`);
    if (isNext('(')) return call(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'undefined') return undefined;
    return read(text);
  }

  function call(name: string): unknown {
    const run = FUNCTIONS[name];
    if (run === undefined) throw new Error(`Make has no function ${name} here: ${source}`);
    at++;
    const values: unknown[] = [];
    while (!isNext(')')) {
      values.push(comparison());
      if (isNext(',')) at++;
    }
    at++;
    return run(...values);
  }

  function read(path: string): unknown {
    const [root = '', ...below] = path.split('.');
    if (!Object.hasOwn(scope, root)) throw new Error(`Make has no variable ${root} here: ${source}`);
    return below.reduce<unknown>((inside, name) => (isMember(inside) ? inside[name] : undefined), scope[root]);
  }

  const result = comparison();
  if (at < tokens.length) throw new Error(`The expression has a part too many: ${source}`);
  return result;
}

const WHOLE = /^\{\{((?:(?!\}\}).)*)\}\}$/s;
const PART = /\{\{((?:(?!\}\}).)*)\}\}/gs;

/** Fills in all expressions of a block. A key `{{...}}` adds the members of its value. */
export function filled(block: unknown, scope: Scope): unknown {
  if (typeof block === 'string') {
    const whole = WHOLE.exec(block.replaceAll("'{}'", "'EMPTY'"));
    if (whole !== null) return evaluated(whole[1]!.replaceAll("'EMPTY'", "'{}'"), scope);
    return block.replace(PART, (_, source: string) => String(evaluated(source, scope) ?? ''));
  }
  if (Array.isArray(block)) return block.map((one) => filled(one, scope));
  if (!isMember(block)) return block;
  const members: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(block)) {
    const value = filled(one, scope);
    if (key === '{{...}}') Object.assign(members, value);
    else if (value !== undefined) members[key] = value;
  }
  return members;
}
