import { inCurrency } from './prices.ts';
import type { UsageLine, UsageSummary } from './types.ts';

/** Milliseconds of audio, and millionths of the currency; absent if unknown. */
export interface Amount {
  readonly ms?: number | undefined;
  readonly parts?: number | undefined;
}

/** Usage of a finished job. */
export interface Used extends Amount {
  readonly ms: number;
  readonly model: string;
}

type Params = Readonly<Record<string, unknown>>;

/** A job from its reservation to its end. Only the first end counts. */
export interface Entry {
  finish(transcriptId: string, used: Used): void;
  leaveOpen(transcriptId: string | undefined, params: Params): void;
  drop(isFailed: boolean): void;
}

interface Sum {
  readonly ms: number;
  readonly parts: number;
}

/** The accounts of a usage. Whole numbers only, so that sums do not depend on the order in which jobs end. */
export interface Ledger {
  readonly sums: { readonly finished: Sum; readonly open: Sum };
  open(amount: Amount): Entry;
  /** A job that its caller stopped waiting for. */
  left(transcriptId: string): { readonly params: Params; readonly amount: Amount } | undefined;
  finishReported(transcriptId: string, used: Used): void;
  dropReported(transcriptId: string): void;
  summary(currency: string | undefined): UsageSummary;
}

interface Line {
  jobs: number;
  ms: number;
  parts: number;
  unpriced: number;
}

const none = (): Line => ({ jobs: 0, ms: 0, parts: 0, unpriced: 0 });

export function createLedger(hasPrices: boolean): Ledger {
  const models = new Map<string, Line>();
  const total = none();
  const open = { ...none(), unknown: 0 };
  const leftOpen = new Map<string, { readonly params: Params; readonly amount: Amount; readonly close: () => void }>();
  /** Each transcript counts once. */
  const counted = new Set<string>();
  let failed = 0;

  function add(transcriptId: string, { ms, parts, model }: Used): void {
    if (counted.has(transcriptId)) return;
    counted.add(transcriptId);
    const line = models.get(model) ?? none();
    models.set(model, line);
    for (const sum of [line, total]) {
      sum.jobs++;
      sum.ms += ms;
      sum.parts += parts ?? 0;
      if (parts === undefined) sum.unpriced++;
    }
  }

  function change(by: 1 | -1, { ms, parts }: Amount): void {
    open.jobs += by;
    open.ms += by * (ms ?? 0);
    open.parts += by * (parts ?? 0);
    if (ms === undefined) open.unknown += by;
  }

  const cost = (parts: number): { cost?: number } => (hasPrices ? { cost: inCurrency(parts) } : {});

  return {
    get sums() {
      return { finished: total, open };
    },
    left: (transcriptId) => leftOpen.get(transcriptId),

    open(amount) {
      let isOpen = true;
      change(1, amount);
      const close = (): boolean => {
        if (!isOpen) return false;
        isOpen = false;
        change(-1, amount);
        return true;
      };
      return {
        finish(transcriptId, used) {
          if (close()) add(transcriptId, used);
        },
        leaveOpen(transcriptId, params) {
          if (!isOpen || transcriptId === undefined) return;
          if (counted.has(transcriptId)) close();
          else leftOpen.set(transcriptId, { params, amount, close });
        },
        drop(isFailed) {
          if (close() && isFailed) failed++;
        },
      };
    },

    finishReported(transcriptId, used) {
      leftOpen.get(transcriptId)?.close();
      leftOpen.delete(transcriptId);
      add(transcriptId, used);
    },

    dropReported(transcriptId) {
      const left = leftOpen.get(transcriptId);
      if (left === undefined) return;
      leftOpen.delete(transcriptId);
      left.close();
      failed++;
    },

    summary(currency) {
      return {
        jobs: total.jobs,
        seconds: total.ms / 1000,
        ...cost(total.parts),
        ...(currency !== undefined && { currency }),
        unpriced: total.unpriced,
        failed,
        models: [...models]
          .map(([model, { jobs, ms, parts, unpriced }]): UsageLine => {
            return { model, jobs, seconds: ms / 1000, ...(unpriced === 0 && cost(parts)) };
          })
          .sort((a, b) => (a.model < b.model ? -1 : 1)),
        open: {
          jobs: open.jobs,
          seconds: open.ms / 1000,
          ...cost(open.parts),
          unknown: open.unknown,
          transcriptIds: [...leftOpen.keys()],
        },
      };
    },
  };
}
