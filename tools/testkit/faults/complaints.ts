import type { FaultLike } from './mishaps.ts';
import type { Outcome, Row } from './matrix.ts';
import type { Subject } from './subjects.ts';

/** What is wrong with a row, if anything is. */
export function complaint({ subject, fault, once, always }: Row): string | undefined {
  for (const [when, outcome] of Object.entries({ once, always })) {
    const wrong = wrongWith(outcome, when);
    if (wrong !== undefined) return `${subject.id} × ${fault.name}, ${when}: ${wrong}`;
  }
  const where = `${subject.id} × ${fault.name}`;
  const ends = allowed(fault, subject);
  if (!ends.includes(always.end)) return `${where}: ended in ${always.end}`;
  if (![...ends, 'ok'].includes(once.end)) return `${where}, once: ended in ${once.end}`;
  if (subject.effect === 'read' && !subject.isStream && !NOT_REPEATED.has(fault.name) && once.end !== 'ok') {
    return `${where}: a read did not recover from one failure`;
  }
  return undefined;
}

function wrongWith(outcome: Outcome, when: string): string | undefined {
  const { end, lost, saysWhereToLook, adopted, leaked, strayed, tookNoticeForText, left } = outcome;
  if (end.startsWith('CRASH')) return end;
  if (leaked) return 'the key leaked';
  if (strayed > 0) return `${strayed} request(s) followed a redirect`;
  if (adopted) return "another caller's job was taken";
  if (tookNoticeForText) return 'the notice of a deletion was taken for text';
  if (lost > 0 && !saysWhereToLook) return `${lost} job(s) that the caller cannot find`;
  if (lost > 1) return `${lost} jobs lost`;
  if (lost > 0 && when === 'once') return 'a job was lost although the next request would have found it';
  if (left.timers > 0) return `${left.timers} timer(s) left`;
  if (left.sockets > 0) return `${left.sockets} socket(s) left`;
  return undefined;
}

/** Faults after which a read need not be sent again: the same would come back, or nobody wants it any more. */
const NOT_REPEATED: ReadonlySet<string> = new Set([
  '401',
  '404',
  'echo-key-body',
  'echo-key-header',
  'echo-key-status',
  'redirect',
  'endless',
  'bomb',
  'abort',
  'deleted',
]);

/** How an operation may end that meets a fault every time. Reads that do not look at JSON take any text. */
function allowed({ name }: FaultLike, { isStream }: Subject): readonly string[] {
  switch (name) {
    case '401':
    case 'echo-key-body':
    case 'echo-key-header':
    case 'echo-key-status':
      return ['authentication'];
    case '403-limit':
    case '429':
      return ['rate_limited', 'timeout'];
    case '404':
      return ['not_found'];
    case '500':
    case '503':
    case '504':
    case 'html-502':
      return ['server', 'timeout'];
    case 'slow':
      return ['ok'];
    case 'hang':
      return ['timeout'];
    case 'drip':
      // Only the reader can decide to give up on a slow download.
      return isStream ? ['ok'] : ['timeout', 'protocol'];
    case 'reset-before-headers':
    case 'reset-after-headers':
    case 'truncated':
    case 'unreachable-read':
      return ['network', 'timeout'];
    case 'invalid-json':
    case 'html-200':
    case 'empty-body':
      return ['protocol', 'timeout', 'ok'];
    case 'redirect':
      return isStream ? ['protocol', 'ok'] : ['protocol'];
    case 'endless':
    case 'bomb':
      return ['protocol'];
    case 'abort':
      return ['aborted'];
    case 'wrong-candidate':
      // Only submissions are struck.
      return ['network', 'timeout', 'ok'];
    case 'deleted':
      // What is not about a transcript does not notice.
      return ['not_found', 'bad_input', 'ok'];
    default:
      return [];
  }
}
